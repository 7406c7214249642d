package io.rebeam.commands.cli;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpOption;
import io.rebeam.commands.UsageMessage;
import io.rebeam.commands.Versions;
import io.rebeam.node.PythonSettings;
import io.rebeam.text.NearestMatch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns the words of a command line into an {@link Invocation}. Starts nothing; prints help, the
 * versions and usage errors.
 */
public final class CommandLineParser {
  private static final String STDIN = "-";
  private static final Set<String> SUBCOMMANDS =
      Set.of("shell", "run", "completion", "doctor", "schema");
  private static final int HELP_WIDTH = 80;

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  public CommandLineParser(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
  }

  /** The model of the command line, for generators of completion scripts and man pages. */
  public static CommandSpec model() {
    return commandLine().getCommandSpec();
  }

  /** The subcommand that a missing script is likely to stand for: {@code rebeam docter}. */
  public static Optional<String> subcommandLike(String file) {
    return NearestMatch.find(file, SUBCOMMANDS);
  }

  /** Parses {@code argv}. Help, versions and errors have been printed when it returns. */
  public Invocation parse(String... arguments) {
    return obvious(arguments).orElseGet(() -> parsed(arguments));
  }

  /**
   * The usual command lines, parsed without picocli: building its model takes about as long as the
   * start of the JVM.
   */
  private Optional<Invocation> obvious(String[] arguments) {
    if (arguments.length > 1 && arguments[0].equals(PythonCommandLine.WORD)) {
      return Optional.of(asPython(List.of(arguments)));
    }
    LaunchOptions options = LaunchOptions.of(PythonSettings.of(environment));
    if (arguments.length == 0) {
      return Optional.of(new Invocation.Interactive(options));
    }
    String first = arguments[0];
    if (arguments.length == 1 && (first.equals("--version") || first.equals("-V"))) {
      return Optional.of(printed(Versions.text()));
    }
    if (arguments.length == 2 && first.equals("-e")) {
      return Optional.of(new Invocation.RunInline(List.of(arguments[1]), List.of(), options));
    }
    boolean option = first.startsWith("-") && !first.equals(STDIN);
    return first.isEmpty() || option || SUBCOMMANDS.contains(first)
        ? Optional.empty()
        : Optional.of(fileOrStdin(List.of(arguments), options));
  }

  /** What {@code python3} would make of the words after the name of its program. */
  private Invocation asPython(List<String> arguments) {
    String program = arguments.get(1);
    try {
      return switch (new PythonCommandLine(
              program, arguments.subList(2, arguments.size()), environment)
          .parse()) {
        case PythonCommandLine.Parsed.Run(var invocation) -> invocation;
        case PythonCommandLine.Parsed.Help() -> printed(PythonCommandLine.HELP);
      };
    } catch (PythonCommandLine.WrongOptionException e) {
      err.print("python3: %s%nTry 'python3 -h'.%n".formatted(e.getMessage()));
      err.flush();
      return new Invocation.Finished(ExitCodes.USAGE);
    }
  }

  /** Parses the arguments with picocli. */
  Invocation parsed(String... arguments) {
    CommandLine root = commandLine();
    try {
      return invocation(root.parseArgs(arguments));
    } catch (ParameterException e) {
      return usageError(e);
    }
  }

  private static CommandLine commandLine() {
    var root = new CommandLine(new RebeamCommand());
    addHelp(root.getCommandSpec());
    root.getSubcommands().values().forEach(command -> addHelp(command.getCommandSpec()));
    return root.setStopAtPositional(true)
        .setAllowOptionsAsOptionParameters(true) // As getopt: any next word.
        .setAllowSubcommandsAsOptionParameters(true)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(HELP_WIDTH)
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
  }

  private static void addHelp(CommandSpec command) {
    command.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
  }

  private Invocation printed(String text) {
    out.print(text);
    out.flush();
    return new Invocation.Finished(ExitCodes.OK);
  }

  private Invocation usageError(ParameterException failure) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.print(
        """
        rebeam: %s
        Try '%s --help'.
        """
            .formatted(UsageMessage.of(failure), command));
    err.flush();
    return new Invocation.Finished(ExitCodes.USAGE);
  }

  private Invocation invocation(ParseResult result) {
    for (CommandLine command : result.asCommandLineList()) {
      if (command.isUsageHelpRequested()) {
        return printed(command.getUsageMessage());
      }
      if (command.isVersionHelpRequested()) {
        return printed(Versions.text());
      }
    }
    RebeamCommand rebeam = (RebeamCommand) result.commandSpec().userObject();
    if (result.hasSubcommand()) {
      return subcommand(rebeam, result);
    }
    return program(rebeam, result.commandSpec().commandLine());
  }

  private Invocation subcommand(RebeamCommand rebeam, ParseResult result) {
    CommandSpec command = result.subcommand().commandSpec();
    if (!rebeam.code().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "-e and the command '%s' cannot be combined".formatted(command.name()));
    }
    return switch (command.userObject()) {
      case ShellSubcommand shell ->
          new Invocation.Interactive(options(rebeam.launch(), shell.launch()));
      case RunSubcommand run -> fileOrStdin(run.words(), options(rebeam.launch(), run.launch()));
      case CompletionSubcommand completion ->
          new Invocation.PrintCompletion(shell(completion, command.commandLine()));
      case DoctorSubcommand _ -> new Invocation.Doctor(options(rebeam.launch(), new LaunchMixin()));
      case SchemaSubcommand _ -> new Invocation.PrintSchema();
      default -> throw new IllegalStateException("no such command: " + command.name());
    };
  }

  private CompletionShell shell(CompletionSubcommand completion, CommandLine command) {
    return completion
        .shell()
        .or(() -> CompletionShell.ofPath(environment.getOrDefault("SHELL", "")))
        .orElseThrow(() -> new ParameterException(command, "which shell? say bash, zsh or fish"));
  }

  private LaunchOptions options(LaunchMixin outer, LaunchMixin inner) {
    return outer.and(inner, PythonSettings.of(environment));
  }

  private Invocation program(RebeamCommand rebeam, CommandLine command) {
    LaunchOptions options = options(rebeam.launch(), new LaunchMixin());
    List<String> module = rebeam.moduleAndArguments();
    List<String> words = rebeam.words();
    if (!module.isEmpty()) {
      if (!rebeam.code().isEmpty()) {
        throw new ParameterException(command, "-e and -m cannot be combined");
      }
      return new Invocation.RunModule(module.getFirst(), module.subList(1, module.size()), options);
    }
    if (!rebeam.code().isEmpty()) {
      return new Invocation.RunInline(rebeam.code(), words, options);
    }
    return words.isEmpty() ? new Invocation.Interactive(options) : fileOrStdin(words, options);
  }

  private static Invocation fileOrStdin(List<String> words, LaunchOptions options) {
    String file = words.getFirst();
    List<String> arguments = words.subList(1, words.size());
    return file.equals(STDIN)
        ? new Invocation.RunStdin(arguments, options)
        : new Invocation.RunFile(file, arguments, options);
  }
}
