package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.history.LoggedCause;
import io.rebeam.testing.TestNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reports of processes that crash, within limits of size and time. */
class ReportTest {
  @RegisterExtension final TestNode node = new TestNode();

  private LoggedCause onlyCause() {
    List<LoggedCause> log = node.node().history().log();
    assertThat(log).hasSize(1);
    return log.getFirst();
  }

  @Test
  @DisplayName("a thousand processes that crash alike fill a few lines, whatever they say")
  void manyAlikeAreCounted() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def crashes(n):
                raise ValueError(f"number {n}")

            watched = [spawn_monitor(crashes, n)[1] for n in range(1000)]
            for ref in watched:
                await receive(ref)
            """);

    outcome.output();
    assertThat(outcome.err().lines().count()).isLessThan(30);
    assertThat(outcome.err())
        .contains(" crashes crashed: ValueError: number ")
        .containsOnlyOnce("\n  test.py:2 in crashes\n")
        .containsPattern(
            "\\*\\* … \\d+ more like it at test.py:2 in crashes \\(:log\\); the last: <");
    assertThat(onlyCause().count()).isEqualTo(1000);
    assertThat(onlyCause().report()).startsWith("ValueError: number ").contains("test.py:2 in");
  }

  @Test
  @DisplayName("the members of a group are named with their places, nested ones too")
  void groupsNameTheirMembers() {
    TestNode.Outcome outcome =
        node.run(
            """
            def fails():
                raise KeyError("b")

            def caught(function):
                try:
                    function()
                except Exception as error:
                    return error

            async def groups():
                inner = ExceptionGroup("inner", [caught(fails)])
                raise ExceptionGroup("two", [ValueError("a"), inner])

            async def many():
                raise ExceptionGroup("many", [ValueError(str(n)) for n in range(1000)])

            reason = (await receive(spawn_monitor(groups)[1])).reason
            print(reason.message)
            print(reason.traceback[reason.traceback.index("+-+"):])
            print(len((await receive(spawn_monitor(many)[1])).reason.traceback) < 5000)
            """);

    assertThat(outcome.output())
        .startsWith(
            """
            two (2 sub-exceptions)
            +-+---------------- 1 ----------------
                | ValueError: a
                +---------------- 2 ----------------
            """)
        .contains("File \"test.py\", line 2, in fails")
        .endsWith("True\n");
    assertThat(outcome.err())
        .contains(
            """
            groups crashed: ExceptionGroup: two (2 sub-exceptions): ValueError: a, \
            ExceptionGroup: inner (1 sub-exception): KeyError: 'b'
              test.py:12 in groups
              1 of 2: ValueError: a
              2 of 2: ExceptionGroup: inner (1 sub-exception)
                1 of 1: KeyError: 'b'
                  test.py:6 in caught
                  test.py:2 in fails
            """)
        .contains("  10 of 1000: ValueError: 9\n  … 990 more\n");
    assertThat(node.node().history().log().getFirst().headline())
        .endsWith("ValueError: a, ExceptionGroup: inner (1 sub-exception): KeyError: 'b'");
  }

  @Test
  @DisplayName("neighbouring frames of the standard library are one line with a short path")
  void framesOfTheLibraryAreFolded() {
    TestNode.Outcome outcome =
        node.run(
            """
            import json

            async def parses():
                json.loads("x")

            await receive(spawn_monitor(parses)[1])
            """);

    outcome.output();
    assertThat(outcome.err())
        .containsPattern(
            "Expecting value: line 1 column 1 \\(char 0\\)\n"
                + "  test.py:4 in parses\n"
                + "  json/decoder.py:\\d+ in raw_decode  \\(and 2 more frames of the library\\)\n");
    assertThat(onlyCause().place()).isEqualTo("test.py:4 in parses");
  }

  @Test
  @DisplayName("N3: of a huge message only a start is kept, wherever it is shown, and soon")
  void hugeMessagesAreCut() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def raises(number):
                raise errors[number]

            huge = "A\\x07" * 10**7
            errors = (ValueError(huge), KeyError({n: huge for n in range(100)}),
                      ValueError(3, huge), ValueError(bytearray(10**7)),
                      ValueError(ValueError(huge)), ProcessExit(huge), ProcessExit((huge, 1)))
            for number in range(len(errors)):
                ref = spawn_monitor(raises, number)[1]
                reason = (await receive(ref)).reason
                if isinstance(reason, Crashed):
                    print(reason.exc_type, 9_000 < len(reason.message) < 10_100,
                          reason.message[-30:].partition("… ")[2], len(repr(reason)) < 50_000)
            print(max(len(end["reason"]) for end in dead()))
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            ValueError True 19990000 more characters True
            KeyError True 19990004 more characters True
            ValueError True 19990004 more characters True
            ValueError True 9990010 more characters True
            ValueError True 19990000 more characters True
            200
            """);
    assertThat(outcome.err().lines().mapToInt(String::length).max().orElseThrow()).isLessThan(300);
    for (LoggedCause cause : node.node().history().log()) {
      assertThat(cause.report()).hasSizeLessThan(16_100).contains("\n  test.py:2 in raises");
      assertThat(cause.headline()).hasSizeLessThan(800);
    }
  }

  @Test
  @DisplayName("names and labels have a length")
  void namesAndLabels() {
    String out =
        node.output(
            """
            try:
                register("n" * 10**7)
            except ValueError as error:
                print(error)
            set_label("l" * 10**7)
            print(len(process_info(self(), "label")["label"]))
            """);

    assertThat(out).isEqualTo("a name has at most 255 characters, not 10000000\n10000000\n");
    assertThat(node.node().processes())
        .allSatisfy(p -> assertThat(String.valueOf(p.names().label())).hasSizeLessThan(250));
  }

  @Test
  @DisplayName(
      "a Crashed with a traceback that is made late is copied, compared and pickled as any")
  void crashedIsAValue() {
    String out =
        node.output(
            """
            import copy, pickle

            async def crashes():
                1 / 0

            reason = (await receive(spawn_monitor(crashes)[1])).reason
            send(self(), reason)
            for same in (await receive(Crashed), pickle.loads(pickle.dumps(reason)),
                         copy.deepcopy(reason)):
                print(same == reason, same.traceback == reason.traceback,
                      same.traceback.splitlines()[-1])
            print(Crashed("E", "m", "text").traceback)
            match reason:
                case Crashed("ZeroDivisionError", message, traceback):
                    print(message, "in crashes" in traceback)
            """);

    String same = "True True ZeroDivisionError: division by zero\n";
    assertThat(out).isEqualTo(same.repeat(3) + "text\ndivision by zero True\n");
  }
}
