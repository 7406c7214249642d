package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.Evaluation;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.screen.FullScreen;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeLimits;
import io.rebeam.node.NodeOptions;
import io.rebeam.process.Pid;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Theme;
import io.rebeam.testing.TestProbe;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A node, a session and their commands, set up as in the shell. */
public final class LiveShell implements AutoCloseable {
  private final Node node;
  private final Session session;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ShellCommands commands;
  private final Queue<Evaluation> evaluations = new ConcurrentLinkedQueue<>();

  /** The output of a command, and its exit code. */
  public record Answer(int exitCode, String out, String err) {}

  public LiveShell() {
    this(/* screen= */ null);
  }

  /** A shell with a screen for commands that use the whole screen. */
  public LiveShell(@Nullable FullScreen screen) {
    node =
        Node.start(
            new NodeOptions(
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                InputStream.nullInputStream(),
                Path.of("..", "runtime", "src", "main", "python").toAbsolutePath().normalize(),
                NodeLimits.DEFAULT));
    session = node.openSession(SessionOptions.prompt());
    var context =
        new CommandContext(
                CompletableFuture.completedFuture(node),
                CompletableFuture.completedFuture(session),
                () -> new OutputMode(Theme.NONE, 100, true),
                _ -> {},
                false)
            .evaluating(evaluations::add);
    CommandContext own = screen == null ? context : context.on(screen);
    commands = new ShellCommands(own, List.of(), new PrintWriter(out), new PrintWriter(err));
  }

  public Node node() {
    return node;
  }

  public ShellCommands commands() {
    return commands;
  }

  /** The current evaluator. */
  public Pid evaluator() {
    return session.evaluator();
  }

  /** Executes a command. */
  public Answer run(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    int code = commands.execute(line);
    return new Answer(code, out.toString(), err.toString());
  }

  /** Executes a command that has code evaluated, and evaluates that. */
  public EvalResult evaluate(String line) {
    Answer answer = run(line);
    assertThat(answer).as(line).isEqualTo(new Answer(ExitCodes.OK, "", ""));
    return await(Objects.requireNonNull(evaluations.poll()).start(session));
  }

  /** Starts an evaluation of Python. */
  public CompletableFuture<EvalResult> start(String source) {
    return session.evaluate(source);
  }

  /** Evaluates Python, which must not fail. Returns the value as shown, or "". */
  public String python(String source) {
    EvalResult result = await(start(source));
    assertThat(result)
        .as("the result of %s", source)
        .isInstanceOfAny(EvalResult.Value.class, EvalResult.NoValue.class);
    return result instanceof EvalResult.Value value ? value.text() : "";
  }

  /** Evaluates Python that may raise. */
  public EvalResult await(CompletableFuture<EvalResult> running) {
    return TestProbe.await(running, TestProbe.LONG_PATIENCE);
  }

  /** Waits until a condition that other threads bring about holds. */
  public static void eventually(BooleanSupplier condition) {
    TestProbe.expect(condition, () -> "what the test waits for");
  }

  @Override
  public void close() {
    node.close();
  }
}
