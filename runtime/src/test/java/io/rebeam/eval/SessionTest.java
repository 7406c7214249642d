package io.rebeam.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.process.Pid;
import io.rebeam.process.ProcessStatus;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static EvalResult eval(Session session, String cell) {
    return TestProbe.await(session.evaluate(cell), TestProbe.LONG_PATIENCE);
  }

  /** The result of a cell: its value, nothing, or the type and message of its error. */
  private static String show(Session session, String cell) {
    return switch (eval(session, cell)) {
      case EvalResult.Value value -> value.text();
      case EvalResult.NoValue _ -> "";
      case EvalResult.Raised(PythonError error) -> error.type() + ": " + error.message();
      case EvalResult.Interrupted _ -> "interrupted";
      case EvalResult.Exited exited -> "exit " + exited.code() + exited.message().orElse("");
      case EvalResult.EvaluatorDied died -> "died: " + died.reason();
    };
  }

  private ProcessStatus status(Session session) {
    return node.node().process(session.evaluator()).orElseThrow().summary().status();
  }

  @Nested
  class Cells {
    @Test
    void valuesAreShownAndNumbered() {
      Session session = node.openPrompt();

      assertThat(eval(session, "1 + 1")).isEqualTo(new EvalResult.Value(1, "2", false));
      assertThat(eval(session, "x = 5")).isEqualTo(new EvalResult.NoValue(2));
      assertThat(eval(session, "None")).isEqualTo(new EvalResult.NoValue(3));
      assertThat(eval(session, "y = 1\nx + y")).isEqualTo(new EvalResult.Value(4, "6", false));
      assertThat(session.nextCell()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'await receive(timeout=0, default=7)'|7",
          "'x = await receive(timeout=0, default=7); x'|7",
          "'[await receive(timeout=0, default=n) for n in range(3)]'|[0, 1, 2]",
          "'n = 0\nfor i in range(3):\n    await yield_()\n    n += i\nn'|3",
          "'i = 0\nwhile i < 3:\n    await yield_()\n    i += 1\ni'|3",
          "'if await receive(timeout=0, default=True):\n    y = 4\ny'|4",
          "'import contextlib\nasync with contextlib.AsyncExitStack() as s:\n    z = 5\nz'|5",
          "'async def gen():\n    yield 1\n    yield 2\n[n async for n in gen()]'|[1, 2]",
          "'async def gen():\n    yield 8\nasync for n in gen():\n    pass\nn'|8",
          "'if await receive(timeout=0, default=True):\n    import json as j\nj.dumps(1)'|'''1'''",
          "'match await receive(timeout=0, default=None):\n    case None:\n        m = 9\nm'|9",
          "'try:\n    await yield_()\nfinally:\n    t = 6\nt'|6",
          "'(w := await receive(timeout=0, default=3)) + w'|6",
          "'async def f():\n    await sleep(0)\n    return 1\nf()'|1",
          "'receive(timeout=0, default=2)'|2",
          "'def f(x):\n    match x:\n        case None:\n            return 1\nf(None)'|1"
        })
    @DisplayName("await works in every form at the top level")
    void topLevelAwait(String cell, String expected) {
      assertThat(show(node.openPrompt(), cell)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a statement that awaits sees the top level as other statements do")
    void awaitingStatementsSeeTheTopLevel() {
      Session session = node.openPrompt();
      eval(
          session,
          """
          for n in range(2):
              exec("made = n + 40")
              await yield_()
              found = made, eval("made"), eval("n", {"n": 7}), eval("n + k", None, {"k": 1})
              around = locals() is globals() is vars(), "made" in dir(), dir(0) == dir(int)

              def own():
                  inner = 1
                  return list(locals()), dir()
          """);

      assertThat(show(session, "found")).isEqualTo("(41, 41, 7, 2)");
      assertThat(show(session, "around")).isEqualTo("(True, True, True)");
      assertThat(show(session, "own()")).isEqualTo("(['inner'], ['inner'])");
      assertThat(show(session, "await yield_(), [exec('late = 3'), late][1]"))
          .isEqualTo("(None, 3)");
      assertThat(show(session, "def vars():\n    return 5\nawait yield_(), vars()"))
          .isEqualTo("(None, 5)");
    }

    @Test
    @DisplayName("v() and _ recall values")
    void resultsAreRecalled() {
      Session session = node.openPrompt();
      eval(session, "'one'");
      eval(session, "x = 2");
      eval(session, "'three'");

      assertThat(show(session, "_")).isEqualTo("'three'");
      assertThat(show(session, "v(1) + v(3)")).isEqualTo("'onethree'");
      assertThat(show(session, "v()")).isEqualTo("'onethree'");
      assertThat(show(session, "v(-2)")).isEqualTo("'onethree'");
      assertThat(show(session, "v(2)"))
          .isEqualTo(
              "IndexError: v(2) is out of bounds, results are kept from 1 to 7 (or use negative"
                  + " numbers)");
      assertThat(show(session, "v('x')"))
          .isEqualTo("TypeError: v takes the number of a cell, not 'x'");
      assertThat(session.fullLastValue()).isEqualTo("'onethree'");
    }

    @Test
    void theLastThreeValuesHaveNames() {
      Session session = node.openPrompt();
      for (String cell : List.of("'one'", "'two'", "x = 0", "'three'")) {
        eval(session, cell);
      }

      assertThat(show(session, "_, __, ___")).isEqualTo("('three', 'two', 'one')");
      assertThat(show(session, "__")).isEqualTo("'three'");
      assertThat(show(session, "Out[1], Out[4], 3 in Out")).isEqualTo("('one', 'three', False)");
    }

    @Test
    void errorsAreShownWithUserFramesOnly() {
      Session session = node.openPrompt();
      eval(session, "def f(x):\n    return 1 / x");

      EvalResult result = eval(session, "f(0)");

      assertThat(result).isInstanceOf(EvalResult.Raised.class);
      PythonError error = ((EvalResult.Raised) result).error();
      assertThat(error.brief())
          .isEqualTo(
              """
              ZeroDivisionError: division by zero
                <2>:1
                    f(0)
                <1>:2 in f
                    return 1 / x\
              """);
      assertThat(error.full()).contains("session.py");
      assertThat(session.lastTraceback()).isEqualTo(error.full());
    }

    @Test
    void syntaxErrorsPointAtTheirPlace() {
      EvalResult result = eval(node.openPrompt(), "x = (1 +");

      assertThat(result).isInstanceOf(EvalResult.Raised.class);
      assertThat(((EvalResult.Raised) result).error().brief())
          .startsWith("SyntaxError: ")
          .contains("<1>:1");
    }

    @Test
    void oneInputAtATime() {
      Session session = node.openPrompt();
      CompletableFuture<EvalResult> first = session.evaluate("await receive()");

      assertThatThrownBy(() -> session.evaluate("1")).isInstanceOf(IllegalStateException.class);

      session.interrupt();
      assertThat(TestProbe.await(first)).isEqualTo(new EvalResult.Interrupted());
    }
  }

  @Nested
  class PromptForms {
    @Test
    @DisplayName("pid ! message, <0.1.0> and a trailing ; are understood")
    void erlangsForms() {
      Session session = node.openPrompt();
      String me = session.evaluator().toString();

      assertThat(show(session, "self() ! ('a', 1)")).isEqualTo("('a', 1)");
      assertThat(show(session, me + " ! 'b'; " + me + " ! 'c'")).isEqualTo("'c'");
      assertThat(show(session, "[await receive(timeout=0) for _ in range(3)]"))
          .isEqualTo("[('a', 1), 'b', 'c']");
      assertThat(show(session, me)).isEqualTo(me);
      assertThat(show(session, me + " == self()")).isEqualTo("True");
      assertThat(show(session, "is_alive(" + me + ")")).isEqualTo("True");
      assertThat(show(session, "5;")).isEmpty();
      assertThat(show(session, "'a;'")).isEqualTo("'a;'");
      assertThat(show(session, "'! <0.1.0>'")).isEqualTo("'! <0.1.0>'");
      assertThat(show(session, "1 != 2")).isEqualTo("True");
      assertThat(show(session, "if True:\n    self() ! 'in a block'\n")).isEmpty();
      assertThat(show(session, "await receive(timeout=0)")).isEqualTo("'in a block'");
      assertThat(show(session, "<0.999999999.0>"))
          .isEqualTo("ValueError: there never was a process 0.999999999.0");
    }

    @Test
    void aProgramHasPythonsFormsOnly() {
      Session session = node.openProgram();

      EvalResult result = TestProbe.await(session.run("self() ! 'x'", "test.py", 1));

      assertThat(result).isInstanceOf(EvalResult.Raised.class);
      assertThat(((EvalResult.Raised) result).error().type()).isEqualTo("SyntaxError");
    }

    @Test
    void flushPrintsAndTakesAllMessages() {
      Session session = node.openPrompt();
      eval(session, "send(self(), 'a'); send(self(), [1]);");
      node.out().take();

      assertThat(show(session, "flush()")).isEqualTo("['a', [1]]");

      assertThat(node.out().take()).contains("#1").contains("'a'").contains("#2").contains("[1]");
    }

    @Test
    void helpTellsAboutAnObject() {
      Session session = node.openPrompt();

      assertThat(show(session, "help(spawn_link)")).isEmpty();

      assertThat(node.out().take())
          .startsWith("Help on function spawn_link")
          .contains("linked to the caller in one step");
    }

    @Test
    void exitWithAPidIsErlangs() {
      Session session = node.openPrompt();
      eval(session, "async def waits():\n    await receive()\npid_, ref_ = spawn_monitor(waits)");

      assertThat(show(session, "exit(pid_, 'x')")).isEmpty();

      assertThat(show(session, "(await receive(ref_, timeout=30)).reason")).isEqualTo("'x'");
    }
  }

  @Nested
  class Leaving {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "exit()|exit 0",
          "exit|exit 0",
          "quit()|exit 0",
          "exit(3)|exit 3",
          "raise SystemExit|exit 0",
          "raise SystemExit(300)|exit 44",
          "import sys; sys.exit('bad')|exit 1bad",
          "import sys; sys.exit(2**32 + 5)|exit 5",
          "import sys; sys.exit(-2)|exit 254",
          "import sys; sys.exit(2**70)|exit 255"
        })
    @DisplayName("SystemExit in a cell asks to leave")
    void systemExitAsksToLeave(String cell, String expected) {
      Session session = node.openPrompt();

      assertThat(show(session, cell)).isEqualTo(expected);

      assertThat(show(session, "1")).isEqualTo("1");
    }
  }

  @Nested
  class Interrupts {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "while True: pass",
          "await receive()",
          "await sleep(60)",
          "import time; time.sleep(60)",
          "await run_blocking(__import__('time').sleep, 1)",
          "sum(1 for _ in iter(int, 1))"
        })
    @DisplayName("D7: a busy and a waiting cell are interrupted, and bindings are kept")
    void aCellIsInterrupted(String cell) {
      Session session = node.openPrompt();
      eval(session, "kept = 1");
      CompletableFuture<EvalResult> running =
          session.evaluate("print('runs', flush=True)\n" + cell);
      node.expectOutput("runs");

      session.interrupt();

      assertThat(TestProbe.await(running)).isEqualTo(new EvalResult.Interrupted());
      assertThat(show(session, "kept")).isEqualTo("1");
    }

    @Test
    @DisplayName("D7: an interrupt is not lost in an import, whose Java code drops exceptions")
    void anInterruptReachesACellThatImports() {
      Session session = node.openPrompt();
      String imports = "import os\n".repeat(40);
      for (int round = 0; round < 200; round++) {
        CompletableFuture<EvalResult> running =
            session.evaluate("print('runs', flush=True)\n" + imports + "await receive()");
        node.expectOutput("runs");
        node.out().take();

        session.interrupt();

        assertThat(TestProbe.await(running)).isEqualTo(new EvalResult.Interrupted());
      }
    }

    @Test
    void aProgramThatACellRunsKeepsTheInterruptsWhateverOtherProcessesRun(@TempDir Path folder)
        throws IOException {
      Session session = node.openPrompt();
      CompletableFuture<EvalResult> running =
          session.evaluate(
              """
              import os
              async def other():
                  while not os.path.exists("FOLDER/begun"): await sleep(0.02)
                  os.system("true")
                  print("other is done", flush=True)
              _ = spawn(other)
              os.system("touch 'FOLDER/begun'; until [ -e 'FOLDER/end' ]; do sleep 0.02; done")"""
                  .replace("FOLDER", folder.toString()));
      node.expectOutput("other is done");

      session.interrupt();

      Files.createFile(folder.resolve("end"));
      assertThat(TestProbe.await(running)).isEqualTo(new EvalResult.Value(1, "0", false));
    }

    @Test
    void anInterruptWithNothingRunningHasNoEffect() {
      Session session = node.openPrompt();

      session.interrupt();

      assertThat(show(session, "1")).isEqualTo("1");
    }

    @Test
    void anInterruptCanBeCaught() {
      Session session = node.openPrompt();
      CompletableFuture<EvalResult> running =
          session.evaluate(
              "try:\n    print('runs', flush=True)\n    await receive()\n"
                  + "except KeyboardInterrupt:\n    x = 'caught'\nx");
      // Before the cell waits, an interrupt may hit the library code around it.
      TestProbe.expect(
          () -> node.out().text().contains("runs") && status(session) == ProcessStatus.WAITING,
          () -> "a waiting cell, but it is " + status(session));

      session.interrupt();

      assertThat(TestProbe.await(running)).isEqualTo(new EvalResult.Value(1, "'caught'", false));
    }

    @Test
    @DisplayName(
        "D7: an interrupt at any moment, once the cell may have begun to wait, kills nobody")
    void interruptsAtAnyMomentKillNobody() {
      Session session = node.openPrompt();
      Pid before = session.evaluator();
      for (int round = 0; round < 1_000; round++) {
        CompletableFuture<EvalResult> running =
            session.evaluate("print('runs', flush=True)\nawait receive()");
        node.expectOutput("runs");
        node.out().take();

        session.interrupt();

        assertThat(TestProbe.await(running))
            .as("round " + round)
            .isEqualTo(new EvalResult.Interrupted());
      }
      assertThat(session.evaluator()).isEqualTo(before);
    }

    @Test
    @DisplayName("D7: an interrupt at any moment of an import leaves imports to the others")
    void interruptsSpareTheImportSystem() {
      long seed = System.nanoTime();
      Random dice = new Random(seed);
      Session session = node.openPrompt();
      eval(
          session,
          """
          def imports():
              import sys
              while True:
                  for name in ('token', 'keyword'):
                      sys.modules.pop(name, None)
                      try:
                          __import__(name)
                      except KeyError:
                          pass  # another process has taken it out
          """);
      eval(session, "other = spawn(imports)");
      for (int round = 0; round < 100; round++) {
        CompletableFuture<EvalResult> running =
            session.evaluate("print('runs', flush=True)\nimports()");
        node.expectOutput("runs");
        node.out().take();

        LockSupport.parkNanos(dice.nextInt(10_000_000));
        session.interrupt();

        assertThat(TestProbe.await(running))
            .as("round " + round + " of seed " + seed)
            .isEqualTo(new EvalResult.Interrupted());
      }
      eval(session, "kill(other)");
      TestProbe.expect( // an import in which it was killed is finished first
          () -> node.node().inspector().load().zombies() == 0, () -> "the other one runs on");
      assertThat(node.output("import sys\nsys.modules.pop('token', None)\nimport token\nprint(1)"))
          .as("seed " + seed)
          .isEqualTo("1\n");
    }

    @Test
    @DisplayName("D7: killing the evaluator ends a cell that resists")
    void killingTheEvaluatorEndsACell() {
      Session session = node.openPrompt();
      eval(session, "kept = 1");
      Pid before = session.evaluator();
      CompletableFuture<EvalResult> running =
          session.evaluate(
              "print('runs', flush=True)\nwhile True:\n    try:\n        while True: pass\n"
                  + "    except BaseException: pass");
      node.expectOutput("runs");

      session.killEvaluator();

      EvalResult result = TestProbe.await(running);
      assertThat(result).isInstanceOf(EvalResult.EvaluatorDied.class);
      EvalResult.EvaluatorDied died = (EvalResult.EvaluatorDied) result;
      assertThat(died.died()).isEqualTo(before);
      assertThat(died.replacement()).isEqualTo(session.evaluator());
      assertThat(died.reason()).isEqualTo("killed");
      assertThat(died.origin()).isEmpty();
      assertThat(show(session, "kept")).isEqualTo("1");
    }

    @Test
    void whereTellsThePlaceOfABusyCell() {
      Session session = node.openPrompt();
      CompletableFuture<EvalResult> running =
          session.evaluate("print('runs', flush=True)\nwhile True:\n    pass");
      node.expectOutput("runs");

      TestProbe.expect(() -> session.where().startsWith("<1>:"), session::where);

      session.interrupt();
      assertThat(TestProbe.await(running)).isEqualTo(new EvalResult.Interrupted());
      assertThat(session.where()).isEmpty();
    }
  }

  @Nested
  class Deaths {
    @Test
    @DisplayName("D8: bindings, results and the counter survive the evaluator")
    void bindingsSurvive() {
      Session session = node.openPrompt();
      eval(session, "kept = [1]");
      eval(session, "'result'");
      eval(session, "async def bad():\n    raise ProcessExit('boom')");
      Pid before = session.evaluator();

      EvalResult result = eval(session, "child = spawn_link(bad)\nawait receive()");

      assertThat(result).isInstanceOf(EvalResult.EvaluatorDied.class);
      EvalResult.EvaluatorDied died = (EvalResult.EvaluatorDied) result;
      assertThat(died.died()).isEqualTo(before);
      assertThat(died.reason()).isEqualTo("boom");
      assertThat(died.origin()).isPresent();
      assertThat(died.report()).contains("bindings kept");
      assertThat(session.evaluator()).isNotEqualTo(before);
      assertThat(session.nextCell()).isEqualTo(4);
      assertThat(show(session, "(kept, v(2), is_alive(child), self() == pid('" + before + "'))"))
          .isEqualTo("([1], 'result', False, False)");
    }

    @Test
    void aDeathBetweenInputsIsTold() {
      Session session = node.openPrompt();
      CompletableFuture<EvalResult.EvaluatorDied> told = new CompletableFuture<>();
      session.onEvaluatorDied(told::complete);

      assertThat(node.node().exit(session.evaluator(), "from outside")).isTrue();

      EvalResult.EvaluatorDied died = TestProbe.await(told);
      assertThat(died.reason()).isEqualTo("from outside");
      assertThat(show(session, "1")).isEqualTo("1");
    }

    @Test
    @DisplayName("raising ProcessExit at the prompt is an error, not the end")
    void processExitAtThePromptIsAnError() {
      Session session = node.openPrompt();
      Pid before = session.evaluator();

      assertThat(show(session, "raise ProcessExit('x')")).isEqualTo("ProcessExit: x");

      assertThat(session.evaluator()).isEqualTo(before);
    }
  }

  @Nested
  class Completions {
    private final Duration budget = TestProbe.PATIENCE;

    private List<String> values(Session session, String text) {
      return session.complete(text, budget).stream().map(Completion::value).toList();
    }

    @Test
    void namesAttributesAndModules() {
      Session session = node.openPrompt();
      eval(
          session, "import os\nmy_value = {'k': 1}\nclass C:\n    def method(self): pass\nc = C()");

      assertThat(values(session, "my_v")).containsExactly("my_value");
      assertThat(values(session, "x = my_v")).containsExactly("my_value");
      assertThat(values(session, "c.me")).containsExactly("c.method");
      assertThat(values(session, "my_value.it")).containsExactly("my_value.items");
      assertThat(values(session, "os.path.joi")).containsExactly("os.path.join");
      assertThat(values(session, "import js")).contains("json");
      assertThat(values(session, "whil")).containsExactly("while");
      assertThat(values(session, "nothing_like_this")).isEmpty();
      assertThat(values(session, "unknown.x")).isEmpty();
    }

    @Test
    void pidsAndRegisteredNames() {
      Session session = node.openPrompt();
      eval(session, "register('counter')");

      assertThat(values(session, "send(<0.")).contains(session.evaluator().toString());
      assertThat(values(session, "send('cou")).containsExactly("counter");
      assertThat(values(session, "whereis(\"")).containsExactly("counter");
      eval(session, "unregister('counter')");
    }

    @Test
    @DisplayName("completion runs no property, no __getattr__, no __dir__")
    void completionRunsNoUserCode() {
      Session session = node.openPrompt();
      eval(
          session,
          """
          ran = []
          class Trap:
              @property
              def prop(self):
                  ran.append("prop")
                  return self
              def __getattr__(self, name):
                  ran.append(name)
              def __dir__(self):
                  ran.append("dir")
                  return []
          class Meta(type):
              def __getattr__(cls, name):
                  ran.append(name)
          class Typed(metaclass=Meta):
              pass
          t = Trap()
          """);

      assertThat(values(session, "t.pr")).containsExactly("t.prop");
      assertThat(values(session, "t.prop.x")).isEmpty();
      assertThat(values(session, "t.missing.x")).isEmpty();
      assertThat(values(session, "Typed.missing.x")).isEmpty();

      assertThat(show(session, "ran")).isEqualTo("[]");
    }
  }

  @Test
  void aProgramHasArgumentsAndAFile() {
    Session session =
        node.node()
            .openSession(
                new SessionOptions(List.of("app.py", "a"), "/nowhere/app.py", List.of(), false));

    EvalResult result =
        TestProbe.await(
            session.run("import sys\nprint(sys.argv, __file__, __name__)", "/nowhere/app.py", 1));

    assertThat(result).isInstanceOf(EvalResult.NoValue.class);
    assertThat(node.out().take()).isEqualTo("['app.py', 'a'] /nowhere/app.py __main__\n");
    assertThat(Optional.of(session.nextCell())).contains(1);
  }
}
