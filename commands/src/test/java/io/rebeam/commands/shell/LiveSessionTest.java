package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import io.rebeam.eval.EvalResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about variables, inputs, files and folders of a session. */
class LiveSessionTest {
  @TempDir private Path folder;

  private LiveShell shell;

  @BeforeEach
  void startNode() {
    shell = new LiveShell();
  }

  @AfterEach
  void closeNode() {
    shell.close();
  }

  private Answer ok(String line) {
    Answer answer = shell.run(line);
    assertThat(answer.exitCode()).as("%s: %s", line, answer.err()).isZero();
    return answer;
  }

  private String refused(String line) {
    Answer answer = shell.run(line);
    assertThat(answer.exitCode()).as(line).isEqualTo(ExitCodes.USAGE);
    assertThat(answer.out()).isEmpty();
    return answer.err();
  }

  @Test
  void varsListsTheVariablesOfTheUserSortedByName() {
    shell.python("words = ['a', 'b']; data = b'1'; _n = 7; send(self(), 1); None");

    assertThat(ok(":vars").out())
        .isEqualTo(
            """
            NAME   TYPE      SIZE  VALUE
            _n     int             7
            data   bytes   1 byte  b'1'
            words  list   2 items  ['a', 'b']
            3 variables
            """);
    assertThat(ok(":vars w*").out()).contains("words").endsWith("1 variable\n");
    assertThat(ok(":vars w* --json").out())
        .contains("\"name\":\"words\"", "\"length\":2,\"unit\":\"items\"");
  }

  @Test
  void varsListsANameOfRebeamThatTheUserHasBound() {
    shell.python("spawn = 3");

    assertThat(ok(":vars").out()).contains("spawn  int").endsWith("1 variable\n");
  }

  @Test
  void varsCutsValuesAndSurvivesAReprThatRaises() {
    shell.python(
        """
        class Odd:
            def __repr__(self):
                raise ValueError('no')
            def __len__(self):
                raise ValueError('no length')

        odd, long = Odd(), 'x' * 10_000_000
        """);

    assertThat(ok(":vars").out())
        .contains("repr() raised ValueError: no")
        .contains("10000000 characters")
        .doesNotContain("no length")
        .hasSizeLessThan(1000);
  }

  @Test
  void varsGivesUpWhenAReprDoesNotEnd() {
    shell.python(
        """
        class Endless:
            def __repr__(self):
                while True:
                    pass

        endless = Endless()
        """);

    Answer answer = shell.run(":vars");

    assertThat(answer.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(answer.err())
        .isEqualTo(
            "rebeam: Python has not answered within 5 s: it is busy, or a __repr__ does not end\n");
    assertThat(shell.python("1 + 1")).isEqualTo("2");
  }

  @Test
  void anInterruptEndsTheWaitOfACommandWithoutAMessage() {
    Thread.currentThread().interrupt();

    assertThat(shell.run(":vars")).isEqualTo(new Answer(ExitCodes.INTERRUPTED, "", ""));
  }

  @Test
  void forgetDropsABindingAndTheResultsThatAreTheSameObject() {
    shell.python("x = [1, 2, 3]");
    shell.python("x");
    shell.python("[4]");

    assertThat(ok(":forget x").out()).isEqualTo("forgot x (list, 3 items), v(2)\n");
    assertThat(shell.python("'x' in globals(), v(3)")).isEqualTo("(False, [4])");
    assertThat(shell.await(shell.start("v(2)"))).isInstanceOf(EvalResult.Raised.class);
  }

  @Test
  void forgetGivesANameOfRebeamItsMeaningBack() {
    shell.python("spawn = 3");

    assertThat(ok(":forget spawn").out()).isEqualTo("forgot spawn (int)\n");
    assertThat(shell.python("spawn is __import__('rebeam').spawn")).isEqualTo("True");
  }

  @Test
  void forgetSuggestsTheNearestNameAndDropsNothing() {
    shell.python("counter, other = 1, 2");

    assertThat(refused(":forget other countre"))
        .isEqualTo("rebeam: no variable 'countre'; did you mean 'counter'?\n");
    assertThat(shell.python("other")).isEqualTo("2");
  }

  @Test
  void histNumbersTheInputsAndIndentsTheirLines() {
    assertThat(ok(":hist").out()).isEqualTo("no inputs yet\n");
    shell.python("x = 1");
    shell.python("for i in range(2):\n    x += i\n");
    var _ = shell.await(shell.start("1 / 0"));

    assertThat(ok(":hist").out())
        .isEqualTo(
            """
            1  x = 1
            2  for i in range(2):
                   x += i
            3  1 / 0
            """);
    assertThat(ok(":hist 1").out()).isEqualTo("3  1 / 0\n");
    assertThat(ok(":hist --json").out()).contains("\"input\":\"1 / 0\",\"succeeded\":false");
    assertThat(refused(":hist 0"))
        .isEqualTo("rebeam: the number of inputs must be at least 1, not 0\n");
  }

  @Test
  void onlyTheLastThousandInputsAreKept() {
    shell.python("x = '" + "a".repeat(1 << 20) + "'");
    assertThat(ok(":hist").out()).isEqualTo("no inputs yet\n");

    for (int i = 0; i < 1001; i++) {
      shell.python("y = " + i);
    }

    assertThat(ok(":hist").out().lines()).hasSize(1000).first().isEqualTo("   3  y = 1");
  }

  @Test
  void rerunEvaluatesAnInputAgainAsACellOfItsOwn() {
    shell.python("x = 1");
    shell.python("x += 1; x");

    assertThat(shell.evaluate(":rerun 2")).isEqualTo(new EvalResult.Value(3, "3", false));
    assertThat(refused(":rerun 9")).isEqualTo("rebeam: no input 9; inputs are kept from 1 to 3\n");
    assertThat(refused(":rerun x"))
        .isEqualTo("rebeam: invalid value for N: 'x' is not a whole number; see ':help rerun'\n");
  }

  @Test
  void saveWritesTheGoodInputsWithoutTheFormsOfThePrompt() throws IOException {
    shell.python("async def f():\n    return 1\n");
    var _ = shell.await(shell.start("1 / 0"));
    shell.python("f()");
    shell.python("self() ! 'hello';");
    Path file = folder.resolve("saved.py");

    assertThat(ok(":save " + file).out()).isEqualTo("saved 3 inputs to " + file + "\n");
    assertThat(file)
        .hasContent(
            """
            async def f():
                return 1
            await (f())
            send(self(), 'hello');
            """);
    assertThat(refused(":save " + file))
        .isEqualTo("rebeam: '" + file + "' exists; -f overwrites it\n");
    ok(":save -f " + file);
    assertThat(shell.evaluate(":load " + file)).isInstanceOf(EvalResult.NoValue.class);
    assertThat(refused(":save " + folder.resolve("no/x.py")))
        .endsWith("x.py': no such file or directory\n");
  }

  @Test
  void saveNeedsAnInputThatEndedWithoutAnError() {
    var _ = shell.await(shell.start("1 / 0"));

    assertThat(refused(":save " + folder.resolve("x.py")))
        .isEqualTo("rebeam: nothing to save: no input has ended without an error yet\n");
  }

  @Test
  void loadRunsAFileAmongTheVariablesOfTheSession() throws IOException {
    shell.python("x = 20");
    Path file = Files.writeString(folder.resolve("more.py"), "await sleep(0)\ny = x + 1\n");

    assertThat(shell.evaluate(":load " + file)).isInstanceOf(EvalResult.NoValue.class);
    assertThat(shell.python("y")).isEqualTo("21");
    assertThat(shell.evaluate(":source " + file)).isInstanceOf(EvalResult.NoValue.class);
  }

  @Test
  void anErrorOfALoadedFileShowsItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.py"), "x = 1\ny = x / 0\n");
    Path itself = folder.resolve("itself.py");
    Files.writeString(itself, ":load " + itself + "\n");

    assertThat(shell.evaluate(":load " + file))
        .isInstanceOfSatisfying(
            EvalResult.Raised.class,
            raised -> assertThat(raised.error().brief()).contains("bad.py", "y = x / 0"));
    assertThat(shell.evaluate(":load " + itself))
        .isInstanceOfSatisfying(
            EvalResult.Raised.class,
            raised -> assertThat(raised.error().brief()).contains("itself.py", "SyntaxError"));
  }

  @Test
  void loadOfAFileThatCannotBeReadSaysWhy() throws IOException {
    Path binary = folder.resolve("binary.py");
    Files.write(binary, new byte[] {'x', '=', (byte) 0xFF, '\n'});

    assertThat(refused(":load nowhere.py"))
        .isEqualTo("rebeam: cannot run 'nowhere.py': no such file or directory\n");
    assertThat(refused(":load " + folder)).endsWith("is a directory\n");
    assertThat(refused(":load " + binary)).contains("cannot run '" + binary + "'").hasLineCount(1);
    assertThat(refused(":load")).contains("FILE").hasLineCount(1);
  }

  @Test
  void cdChangesTheFolderOfThePythonCode() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner dir")).toRealPath();
    Files.writeString(inner.resolve("b.txt"), "");
    Files.createDirectory(inner.resolve("a"));
    Files.writeString(inner.resolve(".hidden"), "");

    assertThat(ok(":cd '" + inner + "'").out()).isEqualTo(inner + "\n");
    assertThat(shell.python("import os; os.getcwd()")).isEqualTo("'" + inner + "'");
    assertThat(ok(":pwd").out()).isEqualTo(inner + "\n");
    assertThat(ok(":ls").out()).isEqualTo("a/\nb.txt\n");
    assertThat(refused(":cd nowhere"))
        .isEqualTo("rebeam: cannot change to 'nowhere': no such file or directory\n");
    assertThat(refused(":ls b.txt")).isEqualTo("rebeam: cannot list 'b.txt': not a directory\n");
    assertThat(ok(":cd").out()).isEqualTo(ok(":cd ~").out());
  }

  @Test
  void anAnswerGoesToAFileInTheFolderOfThePythonCode() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner")).toRealPath();
    ok(":cd '" + inner + "'");

    ok(":whoami > here.txt");
    ok(":uptime >> here.txt");

    assertThat(inner.resolve("here.txt")).content().contains("<0.", "since");
    assertThat(refused(":whoami > none/x")).contains("cannot write 'none/x': no such folder");
  }

  @Test
  void timeEvaluatesALineInTheSession() {
    assertThat(shell.evaluate(":time x = [1, \"a\"]")).isInstanceOf(EvalResult.NoValue.class);
    assertThat(shell.python("x")).isEqualTo("[1, 'a']");
    assertThat(shell.evaluate(":time 1 / 0"))
        .isInstanceOfSatisfying(
            EvalResult.Raised.class,
            raised -> assertThat(raised.error().brief()).contains("ZeroDivisionError"));
    assertThat(refused(":time")).contains("EXPR").hasLineCount(1);
  }
}
