package io.rebeam.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code NAME?} at the prompt (row 94 of the study of shells). */
class QuestionMarkTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static EvalResult eval(Session session, String cell) {
    return TestProbe.await(session.evaluate(cell), TestProbe.LONG_PATIENCE);
  }

  private String printed(Session session, String question) {
    node.out().take();
    assertThat(eval(session, question)).isInstanceOf(EvalResult.NoValue.class);
    return node.out().take();
  }

  private Session session(String cell) {
    Session session = node.openPrompt();
    eval(session, cell);
    return session;
  }

  @ParameterizedTest
  @ValueSource(strings = {"double?", "?double", " double ? "})
  void aFunctionIsItsSignatureAndDocumentation(String question) {
    Session session =
        session(
            """
            def double(n: "int", *, by: float = 2) -> float:
                '''Twice a number.

                And more.'''
                return n * by
            """);

    assertThat(printed(session, question))
        .isEqualTo(
            """
            double(n: int, *, by: float = 2) -> float
                defined in <1>:1

            Twice a number.

            And more.
            """);
  }

  @Test
  void twoQuestionMarksShowTheSource() {
    Session session = session("def double(n):\n    return n * 2\n");

    assertThat(printed(session, "double??"))
        .isEqualTo(
            """
            double(n)
                defined in <1>:1

            def double(n):
                return n * 2
            """);
    assertThat(printed(session, "len??")).endsWith("no source: it is not written in Python\n");
  }

  @Test
  void aLongSignatureHasAParameterALine() {
    assertThat(printed(node.openPrompt(), "spawn_opt?"))
        .startsWith("spawn_opt(\n    fn: Callable[..., Any],\n")
        .contains("    *,\n    link: bool = False,\n", "\n) -> Any\n");
  }

  @Test
  void aValueIsShownWithWhatItsClassSaysOfIt() {
    Session session =
        session(
            """
            class Account:
                "Money."
                def __repr__(self): return "<account>"
                def __rebeam_info__(self): return {"owner": "ann", "balance": 3}
            class Wrong:
                def __repr__(self): return "<wrong>"
                def __rebeam_info__(self): 1 / 0
            a, w = Account(), Wrong()
            ages = {"anna": 41}
            """);

    assertThat(printed(session, "a?"))
        .isEqualTo(
            """
            a  Account
                <account>
                owner: 'ann'
                balance: 3

            Money.
            """);
    assertThat(printed(session, "w?")).contains("__rebeam_info__ raised ZeroDivisionError");
    assertThat(printed(session, "ages?")).isEqualTo("ages  dict of 1\n    {'anna': 41}\n");
  }

  @Test
  void aProcessIsShownWithItsState() {
    Session session =
        session(
            """
            async def waits(): await receive()
            p = spawn_opt(waits, label="w")
            while process_info(p)["status"] != "waiting": await yield_()
            """);

    assertThat(printed(session, "p?")).contains("label: 'w'", "status: 'waiting'");
    eval(session, "kill(p)\nwhile is_alive(p): await yield_()");

    assertThat(printed(session, "p?")).contains("dead");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "doubel?       | there is no 'doubel'; did you mean 'double'?",
        "xyzzy?        | there is no 'xyzzy'; Tab completes names",
        "ages.item?    | ages has no 'item'; did you mean 'items'?",
      })
  void aNameThatIsNotThere(String question, String answer) {
    Session session = session("def double(): pass\nages = {}");

    assertThat(printed(session, question)).isEqualTo(answer + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1?", "x = y?", "?", "a b?", "?a?", "f()?"})
  void anythingElseIsASyntaxError(String cell) {
    assertThat(eval(node.openPrompt(), cell))
        .isInstanceOfSatisfying(
            EvalResult.Raised.class,
            raised -> assertThat(raised.error().type()).isEqualTo("SyntaxError"));
  }

  @Test
  void escapeCodesOfADocumentationAreNotPrinted() {
    Session session = session("def f(): pass\nf.__doc__ = 'a\\x1b[2Jb'");

    assertThat(printed(session, "f?")).endsWith("a\\x1b[2Jb\n");
  }
}
