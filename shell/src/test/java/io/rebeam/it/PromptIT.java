package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The prompt in a real terminal. */
@EnabledIf("io.rebeam.it.Screen#isPossible")
class PromptIT {
  @TempDir Path folder;

  @Test
  void bannerTellsHowToGetHelpAndHowToLeave() {
    try (Screen screen = Screen.start(folder)) {
      screen.awaitsPrompt(1);

      assertThat(screen.text())
          .matches(
              """
              (?s)rebeam [\\d.]+  \\(Python 3\\.12 on GraalPy [\\d.]+, JDK 25\\)
              :help for commands, .*Ctrl-C interrupts, Ctrl-D leaves
              rebeam\\(1\\)>""");

      screen.press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("RESTORED");
    }
  }

  @Test
  void whatIsTypedWhilePythonStartsIsEvaluated() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("6 * 7").enter("'a' + 'b'").awaitsPrompt(3);

      assertThat(screen.text())
          .isEqualTo(
              """
              rebeam(1)> 6 * 7
              42
              rebeam(2)> 'a' + 'b'
              'ab'
              rebeam(3)>""");
    }
  }

  @Test
  void typedBlockEndsWithAnEmptyLineAndIsIndented() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).type("def sign(n):").awaitsCursor(23).press("Enter").awaitsCursor(15);
      screen.type("if n < 0:").awaitsCursor(24).press("Enter").awaitsCursor(19);
      screen.type("return -1").awaitsCursor(28).press("Enter").awaitsCursor(15);
      screen.type("else:").awaitsCursor(20).press("Enter").awaitsCursor(19);
      screen.type("return 1").awaitsCursor(27).press("Enter").awaitsCursor(15);
      screen.press("Enter").awaitsPrompt(2);
      screen.enter("sign(-5), sign(5)").awaitsLine("(-1, 1)");

      assertThat(screen.text())
          .contains(
              """
              rebeam(1)> def sign(n):
                             if n < 0:
                                 return -1
                             else:
                                 return 1
              """);
    }
  }

  @Test
  void indentationThatIsTypedByAProgramStaysAsItIs() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1);
      screen.press(
          "for i in range(2):",
          "Enter",
          "    if i:",
          "Enter",
          "        print('one')",
          "Enter",
          "    else:",
          "Enter",
          "        print('none')",
          "Enter",
          "Enter");

      screen.awaitsLine("none").awaitsLine("one").awaitsPrompt(2);
    }
  }

  @Test
  void bracketedPasteIsOneCell() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1);
      screen.paste(
          """
              def double(n):

                  return 2 * n

              x = double(21)
              x
          """);
      screen.awaitsMatch("x\\s*$").press("Enter").awaitsLine("42").awaitsPrompt(2);

      screen.paste(">>> def triple(n):\n...     return 3 * n\n>>> triple(5)\n15\n");
      screen.awaits("triple(5)").press("Enter").awaitsLine("15").awaitsPrompt(3);
    }
  }

  @Test
  void pasteWithTwoCharactersALineEndHasNoAdditionalLines() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).paste("s = '''one\r\ntwo'''\r\ns\r\n").awaitsMatch("\n +s\n*$");

      screen.press("Enter").awaitsLine("'one\\ntwo'").awaitsPrompt(2);
    }
  }

  @Test
  void ctrlCDropsTheBlockAndKeepsTheCounter() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).press("C-c").awaitsLine("Ctrl-D leaves").awaitsPrompt(1);
      screen
          .type("for i in range(3):")
          .awaitsCursor(29)
          .press("Enter")
          .awaitsCursor(15)
          .type("print(i")
          .awaits("print(i");

      screen.press("C-c").awaitsMatch("print\\(i *\nrebeam\\(1\\)>$");

      screen.enter("7 * 3").awaitsLine("21").awaitsPrompt(2);
      assertThat(screen.text()).containsOnlyOnce("Ctrl-D leaves");
    }
  }

  @Test
  void keysRightAfterCtrlCBelongToTheNextLine() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).type("dropped = 1").awaits("dropped = 1");

      screen.press("C-c", "4", "2", "Enter").awaitsLine("42").awaitsPrompt(2);

      screen.enter("input('name? ')").awaits("name?").type("half").awaits("half");
      screen.press("C-c", "4", "3", "Enter").awaitsLine("43").awaitsPrompt(3);
      screen.press("C-r").type("4").awaits("search").press("C-c", "4", "4", "Enter");
      screen.awaitsLine("44").awaitsPrompt(4);
      screen.enter("'dropped' in globals()").awaitsLine("False");
    }
  }

  @Test
  void keysAreKnownByAllTheSequencesThatTerminalsSend() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1);
      for (String home : List.of("[H", "OH", "[1~", "[7~", "[1;5H")) {
        for (String end : List.of("[F", "OF", "[4~", "[8~", "[1;5F")) {
          screen.type("23\033" + home + "1\033" + end + "4 # ").awaits("1234 #").press("C-u");
          screen.awaitsPrompt(1);
        }
      }
      screen.type("two words\033[1;3D\033[1;5D=").awaits("=two words").press("C-u");
      screen.awaitsPrompt(1);
      screen.type("4\033[15;2~\033[5~\033[1;1;1x\033Ox2").press("Enter").awaitsLine("42");
    }
  }

  @Test
  void wideCharacterThatEndsAtTheRightMarginIsDrawnOnce() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).type("'" + "\u4e2d".repeat(43)).awaitsCursor(98);
      screen.type("\u6587").awaitsCursor(0).type("\u5b57'").awaitsCursor(3);

      assertThat(screen.text()).matches("rebeam\\(1\\)> '\u4e2d{43}\u6587\n\u5b57'");
    }
  }

  @Test
  void ctrlZStopsTheProgramAndTheLineIsThereWhenItGoesOn() {
    try (Screen screen = Screen.startShell(folder)) {
      screen.enter("$REBEAM -q").awaitsPrompt(1).type("6 * ").awaits("6 *");

      screen.press("C-z").awaits("Stopped").enter("stty -a; echo 'in the' shell");
      screen.awaitsMatch("[^-]icanon").awaitsLine("in the shell");

      screen.enter("fg").awaitsMatch("\nrebeam\\(1\\)> 6 \\*$").enter("7").awaitsLine("42");
      screen.awaitsPrompt(2).press("C-z", "C-z").awaitsMatch("(?s)Stopped.*Stopped");
      screen.enter("fg").awaitsPrompt(2).press("C-d").awaits("shell>");
    }
  }

  @Test
  void ctrlCInterruptsACellAndBindingsStay() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("x = 'kept'").awaitsPrompt(2);
      screen.enter("while True: pass").press("Enter").awaitsMatch("running 5 s in <2>:1 .Ctrl-C");

      screen.press("C-c").awaitsLine("KeyboardInterrupt").awaitsPrompt(2);

      screen.enter("x").awaitsLine("'kept'");
    }
  }

  @Test
  void cellThatRefusesToStopLosesItsEvaluator() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("x = 'kept'").awaitsPrompt(2);
      screen.press("while True:", "Enter", "    try:", "Enter", "        print('on'); ", "Enter");
      screen.press("        while True: pass", "Enter", "    except BaseException: pass", "Enter");
      screen.press("Enter").awaitsLine("on").press("C-c").awaitsMatch("on\non");

      screen.press("C-c").awaits("bindings kept, links and mailbox lost").awaitsPrompt(2);

      screen.enter("x").awaitsLine("'kept'");
    }
  }

  @Test
  void ctrlCTypedRightAfterALineInterruptsWhatTheLineBegan() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("x = 1").awaitsPrompt(2);
      for (int i = 0; i < 10; i++) {
        screen.press("C-l", "await receive()", "Enter", "C-c").awaitsLine("KeyboardInterrupt");
        screen.awaitsPrompt(2);
      }
      screen.enter("input(); await receive()").press("answer", "Enter", "C-c").awaitsPrompt(2);
    }
  }

  @Test
  void cellThatEndsLongAfterItWasKilledIsToldOf() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import ctypes; x = 5").awaitsPrompt(2);
      screen.enter("native = ctypes.PyDLL(None)").awaitsPrompt(3);

      // In native code that keeps the interpreter lock, which nothing can end.
      screen.press("try:", "Enter", "    print('on'); native.sleep(8)", "Enter");
      screen.press("except BaseException:", "Enter", "    native.sleep(8)", "Enter");
      screen.press("Enter").awaitsLine("on").press("C-c", "C-c");
      screen.awaitsMatch("native code in <0.\\d+.0> holds the interpreter until it returns");
      screen.awaits("A fresh evaluator starts then, with the bindings kept").awaitsPrompt(3);
      screen.enter(":sched").awaits("native code in <0.").awaitsPrompt(3);
      screen.enter("x").awaits("not run").awaitsPrompt(3);

      screen.awaits("bindings kept, links and mailbox lost").awaitsPrompt(3);
      screen.enter("x").awaitsLine("5").awaitsPrompt(4);
      screen.enter("3**10**9").press("C-c").awaitsLine("KeyboardInterrupt").awaitsPrompt(4);
      screen.enter("x + 1").awaitsLine("6");
    }
  }

  @Test
  void deathOfALinkedProcessKeepsBindings() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("x = 'kept'").awaitsPrompt(2);
      screen.press("async def fail():", "Enter", "    raise ValueError('bad frame')", "Enter");
      screen.press("Enter").awaitsPrompt(3).enter("p = spawn_link(fail)");

      screen.awaits("(this shell) exited because").awaits("bindings kept");

      screen.press("Enter").enter("x").awaitsLine("'kept'");
    }
  }

  @Test
  void outputAppearsAboveTheLineThatIsTyped() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1);
      screen.press("async def tick():", "Enter", "    await receive()", "Enter");
      screen.press("    print('tick')", "Enter", "Enter").awaitsPrompt(2);
      screen.enter("p = spawn(tick); t = send_after(1.5, p, 'go')").awaitsPrompt(3);

      screen.type("half a li").awaits("half a li").awaitsLine("tick").type("ne");

      screen.awaitsMatch("\ntick\nrebeam\\(3\\)> half a line$");
    }
  }

  @Test
  void historyOutlivesTheSession() throws Exception {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("first = 1").awaitsPrompt(2);
      screen.enter(" secret = 2").awaitsPrompt(3);
      screen.press("def f():", "Enter", "    return 3", "Enter", "Enter").awaitsPrompt(4);
      screen.enter(":q").awaitsLine("EXIT=0");
    }
    Path history = folder.resolve("home").resolve("history");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(history)).doesNotContain("secret");

    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).press("Up").awaits(":q").press("Up").awaits("return 3");
      screen.press("Enter").awaitsPrompt(2).enter("f()").awaitsLine("3");
      screen.press("C-r").type("fir").awaits("first = 1").press("Enter").awaitsPrompt(4);
    }
  }

  @Test
  void historyThatCannotBeKeptIsTold() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    try (Screen screen = Screen.start(folder, Map.of("REBEAM_HOME", file + "/home"), "-q")) {
      screen.awaits("history is not kept: '" + file + "/home/history' cannot be written");
      screen.awaitsPrompt(1).enter("1 + 1").awaitsLine("2");
    }
  }

  @Test
  void tabCompletesAttributesPidsAndCommands() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import os").awaitsPrompt(2);
      screen.type("os.path.isab").completes("os.path.isabs").type("('/')");
      screen.press("Enter").awaitsLine("True").awaitsPrompt(3);
      screen.enter("p = spawn(lambda: receive())").awaitsPrompt(4);
      screen.enter("p").awaitsMatch("(?m)^<0\\.\\d+\\.0>$").awaitsPrompt(5);
      screen.type("send(<0.").completes("shell").awaits("mq=0").press("C-c");
      screen.type(":timer").press("Tab").awaitsMatch("> :timers ?$");
      screen.press("Enter").awaitsMatch("0 timers").awaitsPrompt(5);
    }
  }

  @Test
  void tabCompletesInStringsAndArguments() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "kept");

    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("ages = {'anna': 41}; register('counter')").awaitsPrompt(2);
      screen.type("ages[\"an").completes("ages[\"anna\"").type("]");
      screen.press("Enter").awaitsLine("41").awaitsPrompt(3);
      screen.type("open('no").completes("open('notes.txt'").type(").read()");
      screen.press("Enter").awaitsLine("'kept'").awaitsPrompt(4);
      screen.type("whereis('cou").completes("whereis('counter'").press("C-c");
      screen.type("'abc'.upp").completes("'abc'.upper").type("()");
      screen.press("Enter").awaitsLine("'ABC'").awaitsPrompt(5);
      screen.type("spawn_opt(print, na").completes("print, name=").type("'one')");
      screen.press("Enter").awaitsMatch("(?m)^<0\\.\\d+\\.0>$").awaitsPrompt(6);
    }
  }

  @Test
  void programsCanAsk() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("name = input('name? ')").awaitsMatch("(?m)^name\\?$");
      screen.enter("Joe").awaitsPrompt(2);
      screen.enter("name").awaitsLine("'Joe'").awaitsPrompt(3);

      screen.enter("input('again? ')").awaitsMatch("(?m)^again\\?$").press("C-c");

      screen.awaitsLine("KeyboardInterrupt").awaitsPrompt(3);
      assertThat(screen.text()).contains("\nname? Joe\nrebeam(2)>");
    }
  }

  @Test
  void processThatAsksWhileThePromptHasTheTerminalIsAnsweredInALaterCell() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("p = spawn(lambda: print('got', input('name? ')))");
      screen.awaits("name?").awaitsPrompt(2).enter("1 + 1").awaitsLine("2").awaitsPrompt(3);

      screen.enter("m = monitor(p); await receive()").enter("Joe").awaitsLine("got Joe");
      screen.awaitsPrompt(4);

      screen.enter("input('again? ')").awaits("again?").press("C-c").awaitsPrompt(4);
      screen.enter("input('third? ')").awaits("third?").enter("x").awaitsLine("'x'");
    }
  }

  @Test
  void everyWayOutLeaves() {
    for (String way : new String[] {"exit()", "quit()", "exit", "quit", ":q"}) {
      try (Screen screen = Screen.start(folder, "-q")) {
        screen.awaitsPrompt(1).enter("1").awaitsPrompt(2).enter(way).awaitsLine("EXIT=0");
        assertThat(screen.text()).as(way).contains("RESTORED");
      }
    }
  }

  @Test
  void signalsFromOutsideRestoreTheTerminal() {
    for (var signal : Map.of("TERM", 143, "HUP", 129).entrySet()) {
      try (Screen screen = Screen.start(folder, "-q")) {
        screen.awaitsPrompt(1).enter("1").awaitsPrompt(2);

        screen.signal(signal.getKey());

        screen.awaitsLine("EXIT=" + signal.getValue());
        assertThat(screen.text()).contains("RESTORED");
      }
    }
  }

  @Test
  void dumbTerminalGetsNoEscapes() {
    try (Screen screen = Screen.start(folder, Map.of("TERM", "dumb"), "-q")) {
      screen.awaitsPrompt(1).enter("6 * 7").awaitsLine("42").awaitsPrompt(2);
      screen.enter("for i in range(2):").enter("    print(i)").enter("");
      screen.awaitsLine("1").awaitsPrompt(3).type("abc").press("C-c").awaitsPrompt(3);
      screen.press("C-d").awaitsLine("EXIT=0");
    }
  }

  @Test
  void programBeforeThePromptLeavesItsBindings() throws Exception {
    Files.writeString(folder.resolve("setup.py"), "import sys\nanswer = sys.argv[1]\n");

    try (Screen screen = Screen.start(folder, "-q", "-i", "setup.py", "42")) {
      screen.awaitsPrompt(1).enter("answer").awaitsLine("'42'");
    }
  }
}
