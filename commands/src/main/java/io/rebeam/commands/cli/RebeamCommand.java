package io.rebeam.commands.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The picocli model of {@code rebeam}. Read it with {@link CommandLineParser}. */
@Command(
    name = "rebeam",
    sortOptions = false,
    customSynopsis = {
      "rebeam [OPTION...] [FILE [ARG...]]",
      "       rebeam [OPTION...] -e CODE [ARG...]",
      "       rebeam [OPTION...] -m MODULE [ARG...]",
      "       rebeam [OPTION...] COMMAND"
    },
    description = {
      "",
      "Python with Erlang's processes, and a shell to watch them in.",
      "Without FILE, starts the shell; '-' reads a script from standard input.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Options end at FILE, after -m MODULE, or at '--'; the rest is sys.argv[1:].",
      "-JFLAG, before all else, passes FLAG to the Java VM: rebeam -J-Xmx4g.",
      "In the shell, type :help.",
      "",
      "Exit status: 0 success, 1 uncaught exception, 2 wrong usage,",
      "n for sys.exit(n), 130 interrupted.",
    },
    subcommands = {
      ShellSubcommand.class,
      RunSubcommand.class,
      CompletionSubcommand.class,
      DoctorSubcommand.class,
      SchemaSubcommand.class
    })
public final class RebeamCommand {
  @Option(
      names = {"-e", "--eval"},
      paramLabel = "CODE",
      order = 1,
      description = "Run CODE; may be repeated.")
  private List<String> code = new ArrayList<>();

  @Option(
      names = {"-m", "--module"},
      paramLabel = "MODULE",
      order = 2,
      parameterConsumer = RestOfLine.class,
      description = "Run a module as a script; everything after it is its own.")
  private List<String> moduleAndArguments = new ArrayList<>();

  @Mixin private final LaunchMixin launch = new LaunchMixin();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = 91,
      description = "Show the versions.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private boolean version;

  @Parameters(
      arity = "0..*",
      paramLabel = "[FILE [ARG...]]",
      hideParamSyntax = true,
      hidden = true) // The synopsis shows it.
  private List<String> words = new ArrayList<>();

  /** The words after the options. */
  List<String> words() {
    return words;
  }

  List<String> code() {
    return code;
  }

  /** The module and its arguments, or empty. */
  List<String> moduleAndArguments() {
    return moduleAndArguments;
  }

  LaunchMixin launch() {
    return launch;
  }

  /** Takes all remaining words, also if they look like options. */
  static final class RestOfLine implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
      if (left.isEmpty()) {
        throw new ParameterException(command.commandLine(), "missing MODULE after '-m'");
      }
      List<String> rest = new ArrayList<>();
      while (!left.isEmpty()) {
        rest.add(left.pop());
      }
      option.setValue(rest);
    }
  }
}
