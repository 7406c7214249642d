package io.rebeam.shell;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.Evaluation;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.Versions;
import io.rebeam.commands.shell.ShellCommands;
import io.rebeam.error.RebeamException;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.NodeOptions;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.completion.ShellCompleter;
import io.rebeam.shell.input.InputReader;
import io.rebeam.shell.input.PlainLines;
import io.rebeam.shell.input.PlainPrompt;
import io.rebeam.shell.input.Prompt;
import io.rebeam.shell.input.PythonInput;
import io.rebeam.shell.output.ScreenOutput;
import io.rebeam.shell.output.TerminalScreen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  /** The inputs that leave the session before Python has started. */
  private static final Set<String> LEAVING = Set.of("exit", "exit()", "quit", "quit()");

  /** How long a result waits for the reports of earlier crashes. */
  private static final Duration REPORTS_BEFORE_RESULT = Duration.ofSeconds(1);

  private final ShellOptions options;
  private final Terminal terminal;
  private final ScreenOutput output;
  private final TerminalScreen screen;
  private final ResultPrinter results;
  private final StandardInput input;
  private final ScreenStreams streams;
  private final NodeBoot boot;
  private final SessionEnd ending;
  private final CommandContext context;
  private final Lazy<ShellCommands> commands;
  private final InputReader prompt;
  private final Interrupts interrupts = new Interrupts();
  private final Foreground foreground;

  /** Code that the last command has evaluated. The thread of the command adds. */
  private final Queue<Evaluation> evaluations = new ConcurrentLinkedQueue<>();

  private final Thread inputThread = Thread.currentThread();
  private volatile @Nullable Integer leaving;
  private boolean hintShown;

  /**
   * Starts the node behind the prompt. The calling thread becomes the input thread.
   *
   * @param library the folder of the Python library
   */
  public Shell(ShellOptions options, Terminal terminal, Supplier<OutputMode> mode, Path library) {
    this.options = options;
    this.terminal = terminal;
    this.output = new ScreenOutput(terminal.writer());
    this.screen = new TerminalScreen(terminal, output);
    this.results = new ResultPrinter(output, mode);
    this.foreground = new Foreground(interrupts);
    interrupts.handle(terminal);
    boolean plain = options.style() != ShellOptions.Style.EDITED;
    PlainLines lines = new PlainLines(terminal);
    this.input =
        new StandardInput(
            plain ? lines::answer : new EditorLines(terminal, output), this::interruptCell);
    boolean isTerminal = options.style() != ShellOptions.Style.ECHOED;
    this.streams = new ScreenStreams(terminal, isTerminal, input, output);
    this.boot =
        NodeBoot.start(
            new NodeOptions(
                output.stream(),
                output.stream(),
                input,
                library,
                options.limits(),
                options.program().with(streams),
                options.python()),
            new SessionOptions(options.argv(), options.programPath(), options.path(), true));
    this.ending = new SessionEnd(boot);
    this.context =
        new CommandContext(boot.node(), boot.session(), mode, this::leave, options.debug())
            .atPrompt()
            .evaluating(evaluations::add);
    boolean wholeScreen = !plain && mode.get().width() != OutputMode.UNLIMITED;
    this.commands = new Lazy<>(() -> commands(wholeScreen ? context.on(screen) : context));
    boolean echoes = options.style() == ShellOptions.Style.ECHOED;
    this.prompt = plain ? new PlainPrompt(lines, output, echoes) : editor(mode);
    var _ = boot.session().whenComplete(this::booted);
  }

  private ShellCommands commands(CommandContext context) {
    var screen = new PrintWriter(output.writer(), true);
    return new ShellCommands(context, List.of(_ -> new ClearCommand(terminal)), screen, screen);
  }

  private Prompt editor(Supplier<OutputMode> mode) {
    var editor =
        new Prompt(
            terminal,
            output,
            new ShellCompleter(() -> commands.get().model(), boot.session()),
            word -> !commands.isMade() || commands.get().model().subcommands().containsKey(word),
            mode.get().theme().color());
    editor.keepHistory(options.history()).ifPresent(why -> output.println(results.dim(why)));
    return editor;
  }

  private void booted(@Nullable Session session, @Nullable Throwable failure) {
    if (session != null) {
      session.onEvaluatorDied(results::showDeath);
      session.onExited(this::exited);
      commands.get(); // built while Python starts
    } else if (failure != null) {
      tellFailure(failure);
      leave(ExitCodes.FAILURE);
      inputThread.interrupt();
    }
  }

  /** Handles {@code sys.exit} in a signal handler while the prompt is shown. */
  private void exited(EvalResult.Exited exit) {
    exit.message().ifPresent(output::println);
    leave(exit.code());
    inputThread.interrupt();
  }

  private void tellFailure(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean known = cause instanceof RebeamException;
    output.println("rebeam: " + (known ? cause.getMessage() : "internal error: " + cause));
    if (options.debug()) {
      cause.printStackTrace(new PrintWriter(output.writer(), true));
    }
  }

  /** Runs until the user leaves; returns the exit code. */
  public int run(List<Startup> startup) {
    try {
      if (!options.quiet()) {
        output.println(banner());
      }
      for (Startup program : startup) {
        evaluate(session -> session.run(program.source(), program.fileName(), program.firstLine()));
      }
      Integer code;
      while ((code = leaving) == null) {
        readAndEvaluate();
      }
      return code;
    } finally {
      foreground.await(ending.begin(), ending);
      output.close();
    }
  }

  /** Ends the running task, for a signal that ends the program. */
  public void end() {
    screen.restore();
    output.leaveLine();
    var _ = ending.begin().join();
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

  private void readAndEvaluate() {
    String text;
    interrupts.drop();
    try {
      text = prompt.read(number());
    } catch (UserInterruptException e) {
      if (leaving == null && e.getPartialLine().isEmpty() && !hintShown) {
        hintShown = true;
        output.println(results.dim("Ctrl-D leaves"));
      }
      return;
    } catch (EndOfFileException _) {
      leave(ExitCodes.OK);
      return;
    }
    if (PythonInput.isCommand(text)) {
      execute(text.strip());
    } else if (LEAVING.contains(text.strip()) && !boot.session().isDone()) {
      leave(ExitCodes.OK);
    } else if (!text.isBlank()) {
      evaluate(session -> session.evaluate(text));
    }
  }

  private int number() {
    return boot.session().state() == Future.State.SUCCESS
        ? boot.session().resultNow().nextCell()
        : 1;
  }

  private void execute(String line) {
    var command = new RunningCommand(() -> commands.get().execute(line));
    evaluations.clear(); // of a command that was given up
    foreground.await(command.start(), command);
    Evaluation evaluation;
    while ((evaluation = evaluations.poll()) != null) {
      evaluate(evaluation);
    }
  }

  private void evaluate(Evaluation evaluation) {
    Session session = session();
    if (session == null) {
      return;
    }
    var cell = new RunningCell(session, input, streams, output, results);
    input.open();
    try {
      CompletableFuture<EvalResult> result = evaluation.start(session);
      boolean answered = foreground.await(result, cell);
      streams.takeBack();
      if (answered && result.state() == Future.State.SUCCESS) {
        context.node().awaitReports(REPORTS_BEFORE_RESULT);
        show(result.resultNow(), cell);
      } else {
        output.println(results.red("** " + whyNoAnswer("the evaluator does not answer yet")));
        var _ = result.thenAccept(late -> showEnd(late, cell));
      }
    } catch (IllegalStateException _) { // the previous input has not ended
      String busy = "the evaluator is still busy with an earlier input";
      output.println(results.red("** not run: " + whyNoAnswer(busy)));
      session.killEvaluator();
    } finally {
      input.shut();
    }
  }

  /** The builtin that holds the GIL, in words; else {@code unknown}. */
  private String whyNoAnswer(String unknown) {
    return CompletableFuture.supplyAsync(
                () -> Optional.ofNullable(context.node().inspector().load().holder()),
                Foreground.ASIDE)
            .completeOnTimeout(Optional.empty(), 1, TimeUnit.SECONDS)
            .join()
            .map(
                holder ->
                    """
                %s in %s holds the interpreter until it returns: no Python code runs.
                   A fresh evaluator starts then, with the bindings kept; :commands answer now"""
                        .formatted(holder.what(), holder.process().pid()))
            .orElse(unknown)
        + "; Ctrl-D leaves";
  }

  private void show(EvalResult result, RunningCell cell) {
    switch (result) {
      case EvalResult.Exited(int code, var message) -> {
        message.ifPresent(output::println);
        leave(code);
      }
      case EvalResult.Value value -> {
        context.last().rememberIn(value.text());
        results.show(value);
      }
      default -> showEnd(result, cell);
    }
  }

  /** Shows the result of a cell, also of a late one, above the next prompt. */
  private void showEnd(EvalResult result, RunningCell cell) {
    if (result instanceof EvalResult.EvaluatorDied died && cell.isKilled()) {
      results.showKill(died);
    } else {
      results.show(result);
    }
  }

  /** Waits for the session; null when it has not started, or the user ends the wait. */
  private @Nullable Session session() {
    CompletableFuture<Session> waiting = boot.session().copy();
    if (!waiting.isDone()) {
      foreground.await(waiting, new Waiting(waiting));
      if (waiting.isCancelled()) {
        output.println(results.dim("not run: Python is still starting"));
      }
    }
    return waiting.state() == Future.State.SUCCESS ? waiting.resultNow() : null;
  }

  /** Handles Ctrl-C at the question of a program. */
  private void interruptCell() {
    try {
      CompletableFuture.runAsync(() -> boot.session().join().interrupt(), Foreground.ASIDE)
          .completeOnTimeout(null, 1, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException _) {
      // the second Ctrl-C shows it
    }
  }

  /** A wait that Ctrl-C ends. */
  private record Waiting(CompletableFuture<?> waiting) implements Foreground.Task {
    @Override
    public boolean interrupt() {
      return waiting.cancel(false);
    }

    @Override
    public void force() {
      waiting.cancel(false);
    }

    @Override
    public void runningLong(Duration time) {}
  }
}
