package io.rebeam.shell;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.Versions;
import io.rebeam.commands.shell.ShellCommands;
import io.rebeam.error.RebeamException;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.NodeOptions;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.input.Prompt;
import io.rebeam.shell.output.ScreenOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The interactive session: prompts, reads, evaluates, prints, until the user leaves. Bindings and
 * results belong to the {@link Session}; this class owns the terminal.
 */
public final class Shell {
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  private final ShellOptions options;
  private final Terminal terminal;
  private final Supplier<OutputMode> mode;
  private final ScreenOutput output;
  private final NodeBoot boot;
  private final ShellCommands commands;
  private final Prompt prompt;
  private @Nullable Integer leaving;
  private boolean hintShown;

  /**
   * Starts the node behind the prompt.
   *
   * @param library the folder of the Python library
   */
  public Shell(ShellOptions options, Terminal terminal, Supplier<OutputMode> mode, Path library) {
    this.options = options;
    this.terminal = terminal;
    this.mode = mode;
    this.output = new ScreenOutput(terminal.writer());
    StandardInput input = new StandardInput(terminal);
    this.boot =
        NodeBoot.start(
            new NodeOptions(output.stream(), output.stream(), input, library),
            new SessionOptions(
                options.argv(), options.programPath(), options.path(), true));
    CommandContext context =
        new CommandContext(
            boot.node(), boot.session(), mode, this::leave, options.debug());
    PrintWriter screen = new PrintWriter(new OutputWriter(), true);
    this.commands =
        new ShellCommands(
            context, List.of(_ -> new ClearCommand(terminal)), screen, screen);
    this.prompt =
        new Prompt(terminal, commands.model(), boot.session(), options, mode.get().theme().color());
    var _ = boot.session().thenAccept(session -> session.onEvaluatorDied(this::showDeath));
  }

  /** Runs until the user leaves; returns the exit code. */
  public int run(List<Startup> startup) {
    try {
      if (!options.quiet()) {
        output.println(banner());
      }
      for (Startup program : startup) {
        runStartup(program);
      }
      while (leaving == null) {
        readAndEvaluate();
      }
      return leaving;
    } finally {
      output.close();
      boot.close();
    }
  }

  private static String banner() {
    return """
        rebeam %s  (Python 3.12 on GraalPy %s, JDK %s)
        :help for commands, Ctrl-C interrupts, Ctrl-D leaves"""
        .formatted(Versions.REBEAM, Versions.GRAALPY, Runtime.version().feature());
  }

  private void leave(int code) {
    leaving = code;
  }

  private void runStartup(Startup program) {
    Session session = session();
    if (session != null && leaving == null) {
      show(await(session, session.run(program.source(), program.fileName(), 1)));
    }
  }

  private void readAndEvaluate() {
    String line;
    try {
      line = prompt.read(number(), output);
    } catch (UserInterruptException e) {
      if (e.getPartialLine().isEmpty() && !hintShown) {
        hintShown = true;
        output.println(dim("Ctrl-D leaves"));
      }
      return;
    } catch (EndOfFileException _) {
      leave(ExitCodes.OK);
      return;
    }
    if (line.isBlank()) {
      return;
    }
    if (line.startsWith(":")) {
      commands.execute(line.strip());
      return;
    }
    Session session = session();
    if (session != null) {
      show(await(session, session.evaluate(line)));
    }
  }

  private @Nullable EvalResult await(
      Session session, java.util.concurrent.CompletableFuture<EvalResult> result) {
    return new RunningCell(terminal, output, this::dim).await(session, result);
  }

  private int number() {
    return boot.session().isDone() && !boot.session().isCompletedExceptionally()
        ? boot.session().join().nextCell()
        : 1;
  }

  /** Waits for the session; null, with the reason told and the shell leaving, when there is none. */
  private @Nullable Session session() {
    try {
      return boot.session().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      output.println(
          "rebeam: "
              + (cause instanceof RebeamException ? cause.getMessage() : "internal error: " + cause));
      if (options.debug()) {
        cause.printStackTrace(new PrintWriter(new OutputWriter(), true));
      }
      leave(ExitCodes.FAILURE);
      return null;
    }
  }

  private void show(@Nullable EvalResult result) {
    switch (result) {
      case EvalResult.Value(int _, String text, boolean truncated) ->
          output.println(text + (truncated ? dim("   (:full shows all)") : ""));
      case EvalResult.NoValue _ -> {}
      case EvalResult.Raised(var error) -> output.println(red(error.brief()));
      case EvalResult.Interrupted() -> output.println(red("KeyboardInterrupt"));
      case EvalResult.Exited(int code, var message) -> {
        message.ifPresent(output::println);
        leave(code);
      }
      case EvalResult.EvaluatorDied died -> showDeath(died);
      case null -> {}
    }
  }

  private void showDeath(EvalResult.EvaluatorDied died) {
    output.println(red(died.report()));
  }

  private String red(String text) {
    return colored(RED, text);
  }

  private String dim(String text) {
    return colored(DIM, text);
  }

  private String colored(String color, String text) {
    return mode.get().theme().color() ? color + text + RESET : text;
  }

  /** What commands print, in order with the output of processes. */
  private final class OutputWriter extends Writer {
    @Override
    public void write(char[] text, int offset, int length) {
      output.print(new String(text, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {}
  }
}
