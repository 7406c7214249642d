package io.rebeam.commands.shell;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.CommandFactory;
import io.rebeam.commands.CommandRunner;
import io.rebeam.commands.ErrorReporter;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.UsageMessage;
import io.rebeam.commands.WholeNumber;
import io.rebeam.commands.history.DeadCommand;
import io.rebeam.commands.history.LogCommand;
import io.rebeam.commands.node.InfoCommand;
import io.rebeam.commands.node.MemCommand;
import io.rebeam.commands.node.RegsCommand;
import io.rebeam.commands.node.SchedCommand;
import io.rebeam.commands.node.TimersCommand;
import io.rebeam.commands.node.UptimeCommand;
import io.rebeam.commands.node.WhoamiCommand;
import io.rebeam.commands.otp.GroupsCommand;
import io.rebeam.commands.otp.RegistryCommand;
import io.rebeam.commands.otp.ReloadCommand;
import io.rebeam.commands.otp.StateCommand;
import io.rebeam.commands.otp.TablesCommand;
import io.rebeam.commands.otp.TreeCommand;
import io.rebeam.commands.process.BacktraceCommand;
import io.rebeam.commands.process.FlushCommand;
import io.rebeam.commands.process.KillCommand;
import io.rebeam.commands.process.LinksCommand;
import io.rebeam.commands.process.MailboxCommand;
import io.rebeam.commands.process.MonitorsCommand;
import io.rebeam.commands.process.PsCommand;
import io.rebeam.commands.process.ResumeCommand;
import io.rebeam.commands.process.SuspendCommand;
import io.rebeam.commands.screen.TopCommand;
import io.rebeam.commands.screen.WatchCommand;
import io.rebeam.commands.session.CdCommand;
import io.rebeam.commands.session.ForgetCommand;
import io.rebeam.commands.session.FullCommand;
import io.rebeam.commands.session.HistCommand;
import io.rebeam.commands.session.LoadCommand;
import io.rebeam.commands.session.LsCommand;
import io.rebeam.commands.session.PwdCommand;
import io.rebeam.commands.session.QuitCommand;
import io.rebeam.commands.session.RerunCommand;
import io.rebeam.commands.session.SaveCommand;
import io.rebeam.commands.session.SendCommand;
import io.rebeam.commands.session.SystemCommand;
import io.rebeam.commands.session.TimeCommand;
import io.rebeam.commands.session.TimeitCommand;
import io.rebeam.commands.session.TracebackCommand;
import io.rebeam.commands.session.VarsCommand;
import io.rebeam.commands.trace.TraceCommand;
import io.rebeam.error.RebeamException;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands of a session. They may be made before the node has started; {@link #execute} takes
 * lines such as {@code :ps --json}, from one thread at a time.
 */
public final class ShellCommands {
  private static final List<Class<?>> COMMANDS =
      List.of(
          PsCommand.class,
          InfoCommand.class,
          MailboxCommand.class,
          LinksCommand.class,
          MonitorsCommand.class,
          TreeCommand.class,
          StateCommand.class,
          RegsCommand.class,
          RegistryCommand.class,
          GroupsCommand.class,
          TablesCommand.class,
          TimersCommand.class,
          BacktraceCommand.class,
          SchedCommand.class,
          MemCommand.class,
          UptimeCommand.class,
          WhoamiCommand.class,
          DeadCommand.class,
          LogCommand.class,
          TraceCommand.class,
          TopCommand.class,
          WatchCommand.class,
          FlushCommand.class,
          SendCommand.class,
          KillCommand.class,
          SuspendCommand.class,
          ResumeCommand.class,
          ReloadCommand.class,
          FullCommand.class,
          TracebackCommand.class,
          VarsCommand.class,
          ForgetCommand.class,
          HistCommand.class,
          RerunCommand.class,
          SaveCommand.class,
          LoadCommand.class,
          TimeCommand.class,
          TimeitCommand.class,
          PwdCommand.class,
          CdCommand.class,
          LsCommand.class,
          SystemCommand.class,
          QuitCommand.class,
          HelpCommand.class);

  /** Commands that end in text of another language, with the number of words before it. */
  private static final Map<String, Integer> VERBATIM =
      Map.of(
          SendCommand.NAME, 1, TimeCommand.NAME, 0, TimeitCommand.NAME, 0, SystemCommand.NAME, 0);

  private static final int MIN_HELP_WIDTH = 55;
  private static final int MAX_HELP_WIDTH = 80;

  private final CommandContext context;
  private final List<Function<CommandContext, ?>> extra;
  private final PrintWriter out;
  private final PrintWriter err;
  private @Nullable CommandLine assembled;

  /**
   * Keeps the parts of the commands. Building the picocli model takes time, so it is built at its
   * first use, after the prompt is shown.
   *
   * @param extra makes the caller's own commands: picocli objects with names like {@code :clear},
   *     on the first screen of help if they are {@link io.rebeam.commands.OnFirstScreen}. They are
   *     made again for an answer that goes to a file
   * @param out takes answers
   * @param err takes errors
   */
  public ShellCommands(
      CommandContext context,
      List<Function<CommandContext, ?>> extra,
      PrintWriter out,
      PrintWriter err) {
    this.context = context;
    this.extra = List.copyOf(extra);
    this.out = out;
    this.err = err;
  }

  /**
   * The model of all commands, for completers and generators: names with their colon, options,
   * candidates. A parameter that is a process has {@link io.rebeam.commands.ProcessCandidates}. Any
   * thread may call; the first call builds the model.
   */
  public CommandSpec model() {
    return commands().getCommandSpec();
  }

  private synchronized CommandLine commands() {
    CommandLine model = assembled;
    if (model == null) {
      model = assemble(context, out);
      assembled = model;
    }
    return model;
  }

  /**
   * Executes a line that starts with {@code :}, or with {@code !}, which stands for {@code :!}.
   * Code that a command has evaluated is left to the caller ({@link CommandContext#evaluations}).
   * Answers and errors are written when it returns; nothing is thrown.
   *
   * @return an exit code of {@link ExitCodes}
   */
  public int execute(String line) {
    try {
      CommandWords words = CommandWords.split(withSpace(line), VERBATIM);
      if (words.words().isEmpty()) {
        return ExitCodes.OK;
      }
      return words.target().isPresent()
          ? executeInto(words.target().get(), words.words())
          : execute(commands(), context.outputMode().get(), words.words(), err);
    } catch (CancellationException _) { // Ctrl-C ended its wait
      return ExitCodes.INTERRUPTED;
    } catch (RebeamException e) {
      return new ErrorReporter(err, /* json= */ false, context.debug()).failure(e);
    }
  }

  /** The line with {@code :!} as a word of its own. */
  private static String withSpace(String line) {
    String whole = line.startsWith("!") ? ":" + line : line;
    return whole.startsWith(SystemCommand.NAME)
        ? SystemCommand.NAME + " " + whole.substring(SystemCommand.NAME.length())
        : whole;
  }

  private int executeInto(CommandWords.Target target, List<String> words) {
    String path = path(target);
    var answer = new StringWriter();
    OutputMode mode = OutputMode.file();
    CommandLine hierarchy = assemble(context.withOutputMode(mode), new PrintWriter(answer));
    int code = execute(hierarchy, mode, words, err);
    if (code == ExitCodes.OK || code == ExitCodes.INTERRUPTED) { // the answer so far
      target.write(path, answer.toString());
    }
    return code;
  }

  private String path(CommandWords.Target target) {
    String file = target.file();
    return target.isRelative()
        ? context.session().request("path", List.of(file)).getFirst().getFirst()
        : file;
  }

  private int execute(
      CommandLine hierarchy, OutputMode mode, List<String> words, PrintWriter errors) {
    var reporter = new ErrorReporter(errors, words.contains("--json"), context.debug());
    hierarchy
        .setColorScheme(colors(mode))
        .setUsageHelpWidth(Math.clamp(mode.width(), MIN_HELP_WIDTH, MAX_HELP_WIDTH))
        .setExecutionStrategy(parsed -> executeOrExplain(parsed, mode))
        .setParameterExceptionHandler((failure, _) -> reporter.usage(message(failure)))
        .setExecutionExceptionHandler(
            (failure, _, _) ->
                failure instanceof CancellationException // Ctrl-C ended its wait
                    ? ExitCodes.INTERRUPTED
                    : reporter.failure(failure));
    int code = hierarchy.execute(words.toArray(String[]::new));
    hierarchy.getOut().flush();
    return code;
  }

  /** Handles {@code --help} here, since picocli would write it as text in every format. */
  private static int executeOrExplain(ParseResult parsed, OutputMode mode) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.isUsageHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    CommandLine command = last.commandSpec().commandLine();
    OutputFormat format =
        last.hasMatchedOption("--json")
            ? OutputFormat.JSON
            : last.hasMatchedOption("--plain") ? OutputFormat.PLAIN : OutputFormat.TABLE;
    Renderer.of(format, mode, /* header= */ true)
        .render(CommandHelp.of(command, format), command.getOut());
    return ExitCodes.OK;
  }

  /** The colours of {@link io.rebeam.render.Theme} for the texts of picocli. */
  private static Help.ColorScheme colors(OutputMode mode) {
    return new Help.ColorScheme.Builder(mode.theme().color() ? Help.Ansi.ON : Help.Ansi.OFF)
        .commands(Help.Ansi.Style.bold)
        .options(Help.Ansi.Style.fg_green)
        .build();
  }

  private static String message(ParameterException failure) {
    String message = UsageMessage.of(failure);
    String command = failure.getCommandLine().getCommandName();
    if (command.isEmpty()) {
      return UsageMessage.withList(message);
    }
    return message.endsWith("?") ? message : message + "; see ':help " + command.substring(1) + "'";
  }

  private CommandLine assemble(CommandContext own, PrintWriter target) {
    var names = new CommandNames();
    var factory = new CommandFactory(own, List.of(names, new Runner()));
    var hierarchy = new CommandLine(CommandSpec.create().name(""), factory);
    COMMANDS.forEach(command -> hierarchy.addSubcommand(new CommandLine(command, factory)));
    extra.forEach(command -> hierarchy.addSubcommand(new CommandLine(command.apply(own), factory)));
    hierarchy.getSubcommands().values().forEach(ShellCommands::layOutHelp);
    WholeNumber.readBy(hierarchy);
    names.set(hierarchy.getSubcommands().keySet());
    return hierarchy.setOut(target).setErr(err);
  }

  private static void layOutHelp(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .synopsisHeading("Usage:") // A space follows: the root's name is empty.
        .abbreviateSynopsis(true)
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .sortOptions(false);
  }

  /** Runs commands for other commands. */
  private final class Runner implements CommandRunner {
    @Override
    public Answer run(List<String> words, OutputMode mode) {
      var text = new StringWriter();
      var writer = new PrintWriter(text);
      CommandLine hierarchy = assemble(context.withOutputMode(mode), writer).setErr(writer);
      int code = execute(hierarchy, mode, words, writer);
      return new Answer(code, text.toString());
    }

    @Override
    public boolean has(String command) {
      return commands().getSubcommands().containsKey(command);
    }

    @Override
    public boolean isInspection(String command) {
      CommandLine model = commands().getSubcommands().get(command);
      return model != null && model.getCommand() instanceof InspectionCommand;
    }

    @Override
    public List<String> inspections() {
      return commands().getSubcommands().keySet().stream()
          .filter(this::isInspection)
          .sorted()
          .toList();
    }
  }
}
