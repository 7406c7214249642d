package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.error.NodeFailedException;
import io.rebeam.node.Node;
import io.rebeam.render.JsonObject;
import io.rebeam.render.OutputMode;
import io.rebeam.render.TextAnswer;
import io.rebeam.render.Theme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Rules for all commands, while the node is still starting. */
class ShellCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Integer> left = new ArrayList<>();

  @TempDir private Path folder;

  private ShellCommands commands(CommandContext context) {
    return new ShellCommands(
        context, List.of(HelloCommand::new), new PrintWriter(out), new PrintWriter(err));
  }

  private ShellCommands commands() {
    return commands(context(new CompletableFuture<>(), false));
  }

  private CommandContext context(CompletableFuture<Node> node, boolean debug) {
    return new CommandContext(
        node,
        new CompletableFuture<>(),
        () -> new OutputMode(Theme.NONE, 80, true),
        left::add,
        debug);
  }

  private CommandContext contextOn(OutputMode mode) {
    return new CommandContext(
        new CompletableFuture<>(), new CompletableFuture<>(), () -> mode, left::add, false);
  }

  private CommandSpec model(String name) {
    return Objects.requireNonNull(commands().model().subcommands().get(name)).getCommandSpec();
  }

  @Command(name = ":hello", description = "Says hello.")
  @OnFirstScreen(group = HelpGroup.SESSION, example = ":hello", text = "say hello")
  static final class HelloCommand implements Runnable {
    @Mixin private final OutputOptions output;

    HelloCommand(CommandContext context) {
      output = new OutputOptions(context);
    }

    @Override
    public void run() {
      output.show(new TextAnswer("hello ↔", JsonObject.document("hello").put("text", "hello")));
    }
  }

  @Test
  void helpIsOneScreenOfExamplesAndNeedsNoNode() {
    assertThat(commands().execute(":help")).isZero();

    assertThat(out)
        .hasToString(
            """
        Lines are Python; a line that starts with ':' is a command.
        Run
          p = spawn(fn, 1)           start a process; fn is 'async def' or 'def'
          p ! ("hello", 2)           send it a message
          await receive(timeout=1)   take the next message of this shell
        Look
          :ps --sort mq              processes, the fullest mailbox first; also :regs
          :info 42                   one process, all about it; also :links 42
          :mbox counter              a mailbox: length, age, kinds, messages
          :bt counter                where it is, line by line, though it runs
          :trace counter             what it sends and receives, as it does
          :top                       who does most, on the whole screen; q leaves
        Change
          :flush                     take and show this shell's messages
          :send counter ("inc", 1)   send it the value of an expression
          :kill counter shutdown     send an exit signal; ':kill 42' always ends it
        This session
          :tb                        the last error's traceback; :full the last value
          :vars                      the variables; ':forget x' drops one
          :hist                      inputs; also :rerun 3, :save FILE, :load FILE
          :time f(3)                 how long it takes; ':timeit f(3)' repeats it
          !ls -l                     a program of the system; also :cd, :pwd, :ls
          :hello                     say hello
        :help ps explains one command, NAME? a Python name; :q or Ctrl-D leaves.
        """);
    assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(HelpScreen.MAX_LINES);
  }

  @Test
  void helpDoesNotWrapOnANarrowScreen() {
    var context = contextOn(new OutputMode(Theme.NONE, 50, true));

    commands(context).execute(":help");

    assertThat(out.toString().lines())
        .allMatch(line -> line.length() <= 50)
        .contains("  :ps --sort mq              processes, the fulle…");
  }

  @Test
  void helpExplainsACommandByAnyOfItsNames() {
    assertThat(commands().execute(":help i")).isZero();

    assertThat(out)
        .hasToString(
            """
        Usage: :info [OPTIONS] [PID|TOPIC...]

        Shows everything about a process, without waiting for it; with topics, or
        without anything, the node. Topics: system, memory, limits, schedulers, gc,
        shell. A process that has the name of a topic is given by its pid.

              [PID|TOPIC...]   A pid, its number, a registered name, a variable, a
                                 label, or @last; or topics of the node.

        Options:
          -n, --lines=N        At most N lines a list; 0 for all. A screen gets 100 by
                                 default.
              --json           Write one JSON object.
              --plain          Write tab-separated lines, without colours and boxes.
              --no-header      Leave out the line of column names.
          -h, --help           Show this help.

        Examples:
          :info counter
          :i 42
          :info 42 -n 0
          :info
          :info memory gc
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {":help hello --json", ":hello --help --json", ":help --json hello"})
  void helpOfACommandIsJsonWhereJsonIsAskedFor(String line) {
    assertThat(commands().execute(line)).isZero();

    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith(
            "{\"v\":1,\"kind\":\"help\",\"commands\":[{\"name\":\":hello\",\"aliases\":[],"
                + "\"description\":\"Says hello.\",\"usage\":\"Usage: :hello [OPTIONS]\\n\\nSays")
        .endsWith("Show this help.\"}]}");
  }

  @Test
  void theListOfCommandsHasNoUsage() {
    commands().execute(":help --json");

    assertThat(out)
        .asString()
        .contains(
            "{\"name\":\":hello\",\"aliases\":[],\"description\":\"Says hello.\",\"usage\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {":help hello --plain", ":hello --plain --help"})
  void plainHelpHasNoColours(String line) {
    ShellCommands commands = commands(contextOn(new OutputMode(new Theme(true), 80, true)));

    commands.execute(line);
    assertThat(out).asString().startsWith("Usage: :hello [OPTIONS]\n").doesNotContain("\033");

    commands.execute(":hello --help");
    assertThat(out).asString().contains("\033[");
  }

  @Test
  void everyCommandExplainsItselfWithinEightyColumns() {
    ShellCommands commands = commands();

    for (String name : commands.model().subcommands().keySet()) {
      assertThat(commands.execute(name + " --help")).isZero();
    }

    assertThat(err).hasToString("");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        ":pss | unknown command ':pss'; did you mean ':ps'?",
        ":helo | unknown command ':helo'; did you mean ':help'?",
        ":frobnicate | unknown command ':frobnicate'; ':help' lists the commands",
        ": | unknown command ':'; ':help' lists the commands",
        ":ps --sotr mq | unknown option '--sotr'; did you mean '--sort'?",
        ":ps -x | unknown option '-x'; see ':help ps'",
        ":ps --sort age2 | invalid value for option '--sort': 'age2' is not one of"
            + " pid, name, state, mq, cpu, age, at, label, call, parent, links, monitors,"
            + " watchers, in, out, slices, prio, mem, behaviour; did you mean 'age'?",
        ":ps -n many | invalid value for option '--lines': 'many' is not a whole number;"
            + " see ':help ps'",
        ":ps -n 99999999999999999999 | invalid value for option '--lines':"
            + " '99999999999999999999' is too large: 2147483647 at most; see ':help ps'",
        ":mem -t 9999999999 | invalid value for option '--top':"
            + " '9999999999' is too large: 2147483647 at most; see ':help mem'",
        ":mem -t -9999999999 | invalid value for option '--top':"
            + " '-9999999999' is too small: -2147483648 at least; see ':help mem'",
        ":mbox 1 --from 9223372036854775808 | invalid value for option '--from':"
            + " '9223372036854775808' is too large: 9223372036854775807 at most;"
            + " see ':help mbox'",
        ":trace 1 -r 9999999999/s | invalid value for option '--rate':"
            + " '9999999999' is too large: 2147483647 at most; see ':help trace'",
        ":trace 1 -r fast | invalid value for option '--rate': 'fast' is not a whole number;"
            + " see ':help trace'",
        ":log foo | invalid value for N: 'foo' is not a whole number; see ':help log'",
        ":mbox | missing required parameter: 'PID'; see ':help mbox'",
        ":kill 1 kill 2 | unexpected argument '2'; see ':help kill'",
        ":info 'a | missing closing quote (')",
        ":help pz | unknown command ':pz'; did you mean ':ps'?",
        ":help spawn | unknown command ':spawn'; for a Python name type help(spawn)",
        ":help :spawn | unknown command ':spawn'"
      })
  void wrongUsageIsOneLineOnStderr(String line, String message) {
    assertThat(commands().execute(line)).isEqualTo(ExitCodes.USAGE);
    assertThat(out).hasToString("");
    assertThat(err).hasToString("rebeam: " + message + "\n");
  }

  @Test
  void withJsonErrorsAreJson() {
    assertThat(commands().execute(":ps --sotr --json")).isEqualTo(ExitCodes.USAGE);

    assertThat(err)
        .hasToString(
            """
        {"v":1,"kind":"error","error":"usage","message":"unknown option '--sotr'; did you mean '--sort'?"}
        """);
  }

  @Test
  void aNodeThatDidNotStartIsToldWithoutAStackTrace() {
    var failed = new NodeFailedException("cannot start Python: no such folder 'lib'");
    var context = context(CompletableFuture.failedFuture(failed), false);

    assertThat(commands(context).execute(":ps")).isEqualTo(ExitCodes.FAILURE);
    assertThat(err).hasToString("rebeam: cannot start Python: no such folder 'lib'\n");
  }

  @Test
  void debugShowsTheStackTrace() {
    var failed = new NodeFailedException("cannot start Python");
    var context = context(CompletableFuture.failedFuture(failed), true);

    commands(context).execute(":ps");

    assertThat(err).asString().contains("\tat ").endsWith("rebeam: cannot start Python\n");
  }

  @Test
  void anEmptyLineDoesNothing() {
    assertThat(commands().execute("  ")).isZero();
    assertThat(out).hasToString("");
  }

  @Test
  void quittingTellsTheShellTheExitCode() {
    ShellCommands commands = commands();

    commands.execute(":q");
    commands.execute(":exit 3");
    commands.execute(":quit 259");

    assertThat(left).containsExactly(0, 3, 3);
  }

  @Test
  void anAnswerCanGoToAFile() throws IOException {
    ShellCommands commands = commands();
    Path file = folder.resolve("a file");

    assertThat(commands.execute(":hello > '" + file + "'")).isZero();
    assertThat(commands.execute(":hello --json >> '" + file + "'")).isZero();

    assertThat(Files.readString(file))
        .isEqualTo(
            """
        hello ↔
        {"v":1,"kind":"hello","text":"hello"}
        """);
    assertThat(out).hasToString("");
  }

  @Test
  void aFileGetsNoColours() throws IOException {
    var context = contextOn(new OutputMode(new Theme(true), 80, true));
    ShellCommands commands = commands(context);
    Path file = folder.resolve("help");

    commands.execute(":help ps");
    commands.execute(":help ps > " + file);
    commands.execute(":help >> " + file);

    assertThat(out).asString().contains("\033[");
    assertThat(Files.readString(file)).contains("Usage: :ps", "Look").doesNotContain("\033");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldInTheUsersWords() {
    assertThat(commands().execute(":hello > " + folder + "/no/such")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).hasToString("rebeam: cannot write '" + folder + "/no/such': no such folder\n");
  }

  @Test
  void aFileIsNotTouchedByACommandThatIsWrong() {
    Path file = folder.resolve("kept");

    commands().execute(":hello > " + file);
    commands().execute(":pss > " + file);

    assertThat(file).hasContent("hello ↔");
  }

  @Test
  void optionsDoNotLastUntilTheNextCommand() {
    ShellCommands commands = commands();

    commands.execute(":hello --json");
    commands.execute(":hello");

    assertThat(out.toString().lines().toList())
        .containsExactly("{\"v\":1,\"kind\":\"hello\",\"text\":\"hello\"}", "hello ↔");
  }

  @Test
  void completersFindOutWhichParametersAreProcesses() {
    CommandSpec kill = model(":kill");

    var candidates = kill.positionalParameters().getFirst().completionCandidates();

    assertThat(candidates).isInstanceOf(ProcessCandidates.class).isEmpty();
  }

  @Test
  void completersFindOutWhichWordsAnOptionTakes() {
    CommandSpec ps = model(":ps");

    assertThat(ps.findOption("--state").completionCandidates())
        .containsExactly("runnable", "running", "waiting", "blocked", "suspended", "exiting");
  }

  @Test
  void completersFindOutThatHelpTakesCommands() {
    CommandSpec help = model(":help");

    assertThat(help.positionalParameters().getFirst().completionCandidates())
        .contains(":ps", ":i", ":hello");
  }
}
