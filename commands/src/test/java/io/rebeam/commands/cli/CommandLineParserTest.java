package io.rebeam.commands.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.Versions;
import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.ColorWhen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  private static final LaunchOptions NONE = LaunchOptions.DEFAULT;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Invocation parse(String... arguments) {
    return new CommandLineParser(
            Map.of("SHELL", "/usr/bin/zsh"), new PrintWriter(out), new PrintWriter(err))
        .parse(arguments);
  }

  static Stream<Arguments> commandLines() {
    return Stream.of(
        row("", new Invocation.Interactive(NONE)),
        row("shell", new Invocation.Interactive(NONE)),
        row("-i", new Invocation.Interactive(options(true, false))),
        row("-q", new Invocation.Interactive(options(false, true))),
        row("-qi", new Invocation.Interactive(options(true, true))),
        row("-q shell -i", new Invocation.Interactive(options(true, true))),
        row("a.py", file("a.py")),
        row("run a.py", file("a.py")),
        row("a.py -q --help run", file("a.py", "-q", "--help", "run")),
        row("run a.py -q -- x", file("a.py", "-q", "--", "x")),
        row("a.py -- x", file("a.py", "--", "x")),
        row("a.py @home", file("a.py", "@home")),
        row("-- -a.py -h", file("-a.py", "-h")),
        row("-", new Invocation.RunStdin(List.of(), NONE)),
        row("- a -b", new Invocation.RunStdin(List.of("a", "-b"), NONE)),
        row("run - a", new Invocation.RunStdin(List.of("a"), NONE)),
        row("-e 1+1", inline(List.of("1+1"))),
        row("-e 1+1 x", inline(List.of("1+1"), "x")),
        row("-e run", inline(List.of("run"))),
        row("-e --help", inline(List.of("--help"))),
        row("-e -q -e run", inline(List.of("-q", "run"))),
        row("-e a -e b x -y", inline(List.of("a", "b"), "x", "-y")),
        row("--eval=-1 -- -x", inline(List.of("-1"), "-x")),
        row("-e -1", inline(List.of("-1"))),
        row("-m mod", module("mod")),
        row("-m mod -q --help run", module("mod", "-q", "--help", "run")),
        row("-mmod -e x", module("mod", "-e", "x")),
        row("completion fish", new Invocation.PrintCompletion(CompletionShell.FISH)),
        row("completion", new Invocation.PrintCompletion(CompletionShell.ZSH)),
        row("doctor", new Invocation.Doctor(NONE)),
        row("schema", new Invocation.PrintSchema()));
  }

  @ParameterizedTest(name = "rebeam {0}")
  @MethodSource("commandLines")
  void wordsBecomeAnInvocation(String words, Invocation expected) {
    assertThat(parse(split(words))).isEqualTo(expected);
    assertThat(out).hasToString("");
    assertThat(err).hasToString("");
  }

  @ParameterizedTest(name = "rebeam {0}")
  @MethodSource("commandLines")
  void theShortCutsAgreeWithPicocli(String words, Invocation expected) {
    var parser =
        new CommandLineParser(
            Map.of("SHELL", "/usr/bin/zsh"), new PrintWriter(out), new PrintWriter(err));

    assertThat(parser.parsed(split(words))).isEqualTo(expected);
  }

  @Test
  void theShortCutsKnowAllSubcommands() {
    for (String command : CommandLineParser.model().subcommands().keySet()) {
      assertThat(CommandLineParser.subcommandLike(command)).contains(command);
    }
  }

  @Test
  void optionsBeforeAndAfterRunAreBothKept() {
    var invocation = parse(split("-q -p a --color never run -p b --debug --color=always a.py"));

    var options =
        new LaunchOptions(
            false,
            true,
            true,
            ColorWhen.ALWAYS,
            List.of(Path.of("a"), Path.of("b")),
            null,
            PythonSettings.NONE,
            false,
            NodeLimits.DEFAULT);
    assertThat(invocation).isEqualTo(new Invocation.RunFile("a.py", List.of(), options));
  }

  @Test
  void theLimitsOfTheNodeAreOptions() {
    var invocation = parse(split("--grace 5 --max-threads 7 run --max-processes=9 --grace 0.5 a"));

    var limits = new NodeLimits(9, 7, Duration.ofMillis(500));
    var options =
        new LaunchOptions(
            false,
            false,
            false,
            ColorWhen.AUTO,
            List.of(),
            null,
            PythonSettings.NONE,
            false,
            limits);
    assertThat(invocation).isEqualTo(new Invocation.RunFile("a", List.of(), options));
  }

  @ParameterizedTest(name = "rebeam {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--colour=never | unknown option '--colour'; did you mean '--color'? | rebeam",
        "-z | unknown option '-z' | rebeam",
        "-qz | unknown option '-z' | rebeam",
        "--color=alway | invalid value for option '--color': 'alway' is not one of"
            + " auto, always, never; did you mean 'always'? | rebeam",
        "--max-processes 0 a.py | invalid value for option '--max-processes': '0' is not a number"
            + " from 1 to 2147483647 | rebeam",
        "--grace long a.py | invalid value for option '--grace': 'long' is not a time in seconds"
            + " | rebeam",
        "-e | missing required parameter for option '--eval' (CODE) | rebeam",
        "-m | missing MODULE after '-m' | rebeam",
        "-e x -m y | -e and -m cannot be combined | rebeam",
        "-e x run y | -e and the command 'run' cannot be combined | rebeam run",
        "run | missing required parameter: 'FILE' | rebeam run",
        "run --colour a.py | unknown option '--colour'; did you mean '--color'? | rebeam run",
        "shell a.py | unexpected argument 'a.py' | rebeam shell",
        "completion fihs | invalid value for SHELL: 'fihs' is not one of bash, zsh, fish;"
            + " did you mean 'fish'? | rebeam completion"
      })
  void wrongUsageIsToldOnStderrWithCodeTwo(String words, String message, String command) {
    assertThat(parse(split(words))).isEqualTo(new Invocation.Finished(ExitCodes.USAGE));
    assertThat(out).hasToString("");
    assertThat(err)
        .hasToString(
            """
            rebeam: %s
            Try '%s --help'.
            """
                .formatted(message, command));
  }

  @Test
  void completionForAnUnknownShellAsksWhich() {
    var invocation =
        new CommandLineParser(Map.of(), new PrintWriter(out), new PrintWriter(err))
            .parse("completion");

    assertThat(invocation).isEqualTo(new Invocation.Finished(ExitCodes.USAGE));
    assertThat(err).asString().startsWith("rebeam: which shell? say bash, zsh or fish\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "-q --version", "--version a.py"})
  void versionIsOnStdoutWithTheProgramFirst(String words) {
    assertThat(parse(split(words))).isEqualTo(new Invocation.Finished(ExitCodes.OK));
    assertThat(out.toString().lines())
        .containsExactly(
            "rebeam 0.1.0",
            "GraalPy " + Versions.GRAALPY,
            "JDK " + Versions.java(),
            "JLine " + Versions.JLINE);
    assertThat(Versions.GRAALPY).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(Versions.JLINE).matches("\\d+\\.\\d+\\.\\d+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "run --help",
        "shell -h",
        "doctor --help",
        "schema --help",
        "completion --help",
        "-q -h x"
      })
  void helpIsOnStdoutAndFitsEightyColumns(String words) {
    assertThat(parse(split(words))).isEqualTo(new Invocation.Finished(ExitCodes.OK));
    assertThat(err).hasToString("");
    assertThat(out).asString().startsWith("Usage: rebeam");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void everyOptionHasADescriptionInHelp() {
    assertThat(CommandLineParser.model().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @Test
  void aScriptThatIsNotThereMayHaveBeenACommand() {
    assertThat(CommandLineParser.subcommandLike("docter")).contains("doctor");
    assertThat(CommandLineParser.subcommandLike("app.py")).isEmpty();
  }

  private static String[] split(String words) {
    return words.isEmpty() ? new String[0] : words.split(" ", -1);
  }

  private static Arguments row(String words, Invocation invocation) {
    return Arguments.of(words, invocation);
  }

  private static LaunchOptions options(boolean interactive, boolean quiet) {
    return new LaunchOptions(
        interactive,
        quiet,
        false,
        ColorWhen.AUTO,
        List.of(),
        null,
        PythonSettings.NONE,
        false,
        NodeLimits.DEFAULT);
  }

  private static Invocation file(String file, String... arguments) {
    return new Invocation.RunFile(file, List.of(arguments), NONE);
  }

  private static Invocation inline(List<String> code, String... arguments) {
    return new Invocation.RunInline(code, List.of(arguments), NONE);
  }

  private static Invocation module(String module, String... arguments) {
    return new Invocation.RunModule(module, List.of(arguments), NONE);
  }
}
