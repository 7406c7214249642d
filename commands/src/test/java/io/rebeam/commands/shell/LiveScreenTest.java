package io.rebeam.commands.shell;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.screen.Key.Name;
import io.rebeam.commands.screen.ScriptedScreen;
import io.rebeam.commands.shell.LiveShell.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code :top} and {@code :watch} on a screen, on a real node with real Python processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveScreenTest {
  private static final String PROCESSES =
      """
      from rebeam import *

      async def waiter():
          await sleep(1000)

      async def spinner():
          while True:
              pass

      async def echo():
          while True:
              await receive()
      """;

  private final ScriptedScreen screen = new ScriptedScreen(100, 20);
  private LiveShell shell;
  private CompletableFuture<Answer> running = new CompletableFuture<>();

  @BeforeAll
  void startNode() {
    shell = new LiveShell(screen);
    shell.python(PROCESSES);
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  @BeforeEach
  void startProcesses() {
    screen.resize(100, 20);
    shell.python("s = spawn_opt(spinner, name='busy'); w = spawn_opt(waiter, name='idle')");
  }

  @AfterEach
  void endProcesses() {
    if (screen.isOpen()) { // the test has failed
      screen.press(Name.CLOSED);
      eventually(() -> !screen.isOpen());
    }
    shell.python("exit(s, 'kill'); exit(w, 'kill')");
  }

  /** A command may run for as long as its test, so it gets a thread of its own. */
  private static void onItsOwn(Runnable command) {
    Thread.ofPlatform().daemon().name("command").start(command);
  }

  private void start(String line) {
    running = CompletableFuture.supplyAsync(() -> shell.run(line), LiveScreenTest::onItsOwn);
    eventually(() -> screen.isOpen() || running.isDone());
  }

  private void sees(String regex) {
    Pattern pattern = Pattern.compile(regex);
    try {
      eventually(() -> pattern.matcher(screen.text()).find() || running.isDone());
    } catch (AssertionError e) {
      throw new AssertionError("no '" + regex + "' on the screen:\n" + screen.text(), e);
    }
    assertThat(screen.text()).containsPattern(pattern);
  }

  private Answer left() throws InterruptedException, ExecutionException, TimeoutException {
    Answer answer = running.get(30, TimeUnit.SECONDS);
    assertThat(screen.isOpen()).as("the screen is given back").isFalse();
    return answer;
  }

  @Test
  void whoComputesIsOnTopAndEndsByAKeyAndAnAnswer() throws Exception {
    start(":top -i 100ms");
    sees("(?m)^ <0\\.\\d+\\.0> +busy +running .*spinner");
    screen.type("k");
    sees("choose a process first");
    screen.type("/busy");
    screen.press(Name.ENTER);
    sees("1 match busy");
    screen.press(Name.DOWN);
    sees("(?m)^><0\\.\\d+\\.0> +busy");

    screen.type("kn");
    sees("q quit");
    assertThat(shell.python("is_alive(s)")).isEqualTo("True");
    screen.type("k");
    sees("kill <0\\.\\d+\\.0> busy\\? y/n");
    screen.type("y");
    sees("killed <0\\.\\d+\\.0> busy");

    assertThat(shell.python("is_alive(s)")).isEqualTo("False");
    screen.type("q");
    assertThat(left().exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void theChosenProcessIsLookedInto() throws Exception {
    start(":top idle");
    sees("idle");
    screen.press(Name.DOWN);
    screen.press(Name.ENTER);
    sees("idle   \\*\\(i\\)nfo");
    sees("initial call +waiter");
    screen.type("m");
    sees("\\*\\(m\\)essages");
    sees("idle: no messages");
    screen.type("b");
    sees("in waiter");
    screen.press(Name.ESCAPE);
    sees("by cpu .*1 match idle");
    screen.press(Name.ESCAPE);
    assertThat(left().exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void theChosenProcessIsTraced() throws Exception {
    shell.python("e = spawn_opt(echo, name='echo')");
    start(":top echo");
    sees("echo");
    screen.press(Name.DOWN);
    screen.type("t");
    sees("tracing <0\\.\\d+\\.0> echo");
    shell.python("send(e, ('hello', 7))");
    sees("recv .*echo +\\('hello', 7\\)");
    screen.type("q");
    sees("1 match echo");
    eventually(() -> shell.node().traces().running().isEmpty());
    screen.type("q");
    assertThat(left().exitCode()).isEqualTo(ExitCodes.OK);
    shell.python("exit(e, 'kill')");
  }

  @Test
  void aPausedTableStandsStill() throws Exception {
    start(":top -i 100ms");
    sees("busy +running");
    screen.type("p");
    sees("PAUSED");
    screen.type("n"); // sorts by name: the rows that are there are sorted at once
    sees("by name");
    shell.python("n = spawn_opt(waiter, name='a_new_one')");
    assertThat(screen.text()).doesNotContain("a_new_one");
    screen.type("p");
    sees("a_new_one");
    screen.type("q");
    left();
    shell.python("exit(n, 'kill')");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 20, 'blocking threads', '<0\\.\\d+\\.0> +busy .*AT|AGE +AT'",
    "60, 9, 'by cpu', 'busy +running'",
    "29, 20, 'too small; q leaves', 'too small'",
    "100, 5, 'too small; q leaves', 'too small'"
  })
  void aWindowOfAnySizeShowsWhatFits(int columns, int rows, String text, String regex)
      throws Exception {
    start(":top");
    sees("by cpu");

    screen.resize(columns, rows);

    sees(text);
    sees(regex);
    eventually(() -> screen.lines().size() <= rows);
    assertThat(screen.lines()).allMatch(line -> line.length() <= columns);
    screen.type("q");
    left();
  }

  @Test
  void helpListsTheKeysAndUnknownOnesPointThere() throws Exception {
    start(":top");
    sees("q quit");
    screen.type("z");
    sees("no key 'z'; \\? lists them");
    screen.type("?");
    sees("(?m)^m M +memory");
    screen.type("x");
    sees("q quit");
    screen.press(Name.CLOSED);
    assertThat(left().exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void anAnswerIsKeptUpToDateAndStaysWhenItsProcessEnds() throws Exception {
    start(":watch -i 100ms :mbox idle");
    sees("idle: no messages");
    shell.python("send(w, ('news', 1))");
    sees("\\('news', 1\\)");
    screen.type("p");
    sees("PAUSED");
    screen.type("p");
    shell.python("exit(w, 'kill')");
    sees("no process is named or labelled 'idle'");
    assertThat(screen.text()).contains("('news', 1)");
    screen.type("q");
    assertThat(left().exitCode()).isEqualTo(ExitCodes.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "':watch :kill idle', 2, ':kill'' is not a command that only looks'",
    "':watch :pss', 2, 'unknown command '':pss''; did you mean '':ps''?'",
    "':watch :nosuch', 2, 'unknown command '':nosuch''; '':help'' lists the commands'",
    "':watch idle busy', 2, 'takes one process'",
    "':watch nobody', 1, 'no process is named or labelled ''nobody'''",
    "':watch :mbox nobody', 1, 'no process is named or labelled ''nobody'''",
    "':watch :ps --sort foo', 2, '''foo'' is not one of'",
    "':watch -n -1 idle', 2, 'cannot be negative'",
    "':watch -i 1ms idle', 2, 'between 100ms and 1h'",
    "':watch', 2, 'PID|COMMAND'",
    "':top -s foo', 2, '''foo'' is not one of'",
    "':top -n -1', 2, 'cannot be negative'",
    "':top -i 2d', 2, 'unknown unit'"
  })
  void badInputIsSaidAtThePrompt(String line, int code, String message) throws Exception {
    start(line);

    Answer answer = left();

    assertThat(answer.exitCode()).isEqualTo(code);
    assertThat(answer.err()).contains(message).hasLineCount(1);
  }

  @Test
  void answersAreWrittenWhereThatIsAskedFor() throws Exception {
    start(":top -n 2 -i 100ms --plain busy");
    assertThat(left().out())
        .containsPattern(
            "(?s)#pid\tname.*\tbusy\trunn(ing|able)\t-\t.*#pid.*\tbusy\trunn(ing|able)\t\\d+\t");

    start(":watch -n 1 --json :regs");
    assertThat(left().out()).startsWith("{\"v\":1,\"kind\":\"regs\"").hasLineCount(1);

    start(":top --json idle -l 1");
    assertThat(left().out()).startsWith("{\"v\":1,\"kind\":\"top\"").contains("\"matching\":1");
  }

  @Test
  void anInterruptLeaves() throws Exception {
    var command = new CompletableFuture<Thread>();
    running =
        CompletableFuture.supplyAsync(
            () -> {
              command.complete(Thread.currentThread());
              return shell.run(":top");
            },
            LiveScreenTest::onItsOwn);
    sees("by cpu");

    command.get().interrupt();

    assertThat(left().exitCode()).isEqualTo(ExitCodes.INTERRUPTED);
  }
}
