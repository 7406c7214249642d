package io.rebeam.commands;

import io.rebeam.commands.screen.FullScreen;
import io.rebeam.error.NodeFailedException;
import io.rebeam.error.RebeamException;
import io.rebeam.eval.Session;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.OutputMode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What the commands of a session work on. Node and session may still be starting: a command that
 * needs one waits for it, {@code :help} and completion do not.
 *
 * @param startingNode the node
 * @param startingSession the session that the commands belong to
 * @param outputMode what the screen can show; asked at each command, since windows change
 * @param leave called with an exit code when the user asks to leave
 * @param debug whether errors of rebeam itself are shown with stack traces
 * @param interactive whether what a command starts may go on to write when it has returned
 * @param last what {@code @last} stands for
 * @param screen the terminal, for commands that take all of it; empty where there is none
 */
public record CommandContext(
    CompletableFuture<Node> startingNode,
    CompletableFuture<Session> startingSession,
    Supplier<OutputMode> outputMode,
    IntConsumer leave,
    boolean debug,
    boolean interactive,
    LastProcess last,
    Optional<FullScreen> screen) {
  /** A context without a prompt: what a command starts, it waits for. */
  public CommandContext(
      CompletableFuture<Node> startingNode,
      CompletableFuture<Session> startingSession,
      Supplier<OutputMode> outputMode,
      IntConsumer leave,
      boolean debug) {
    this(
        startingNode,
        startingSession,
        outputMode,
        leave,
        debug,
        false,
        new LastProcess(),
        Optional.empty());
  }

  /**
   * The same with a prompt below its answers: a command may go on to write when it has returned.
   */
  public CommandContext atPrompt() {
    return new CommandContext(
        startingNode, startingSession, outputMode, leave, debug, true, last, screen);
  }

  /** The same on a terminal that a command may take for itself. */
  public CommandContext on(FullScreen terminal) {
    return new CommandContext(
        startingNode,
        startingSession,
        outputMode,
        leave,
        debug,
        interactive,
        last,
        Optional.of(terminal));
  }

  /** The same for answers that go elsewhere. */
  public CommandContext withOutputMode(OutputMode mode) {
    return new CommandContext(
        startingNode, startingSession, () -> mode, leave, debug, false, last, Optional.empty());
  }

  /** Waits for the node. */
  public Node node() {
    return await(startingNode, "the node");
  }

  /** The node if it is up; never waits. */
  public Optional<Node> nodeIfStarted() {
    return ifStarted(startingNode);
  }

  /** Waits for the session. */
  public Session session() {
    return await(startingSession, "the session");
  }

  /** The session if it is open; never waits. */
  public Optional<Session> sessionIfStarted() {
    return ifStarted(startingSession);
  }

  /**
   * The process that {@code text} denotes, as {@link #target} and {@link Node#resolve} have it,
   * which is {@link LastProcess#WORD} from now on.
   *
   * @throws io.rebeam.error.NoSuchProcessException when there is none
   */
  public Pid resolve(String text) {
    Pid pid = node().resolve(target(text));
    last.remember(pid);
    return pid;
  }

  /**
   * What a person means who may have typed {@link LastProcess#WORD} or a variable of the session
   * whose value is a pid. A registered name is known to all, so it wins over a variable; a label
   * need not be unique, so it does not.
   */
  public String target(String text) {
    if (text.equals(LastProcess.WORD)) {
      return last.get().toString();
    }
    if (node().isRegistered(text)) {
      return text;
    }
    return sessionIfStarted()
        .flatMap(session -> Optional.ofNullable(session.processVariables().get(text)))
        .map(Pid::toString)
        .orElse(text);
  }

  private static <T> Optional<T> ifStarted(CompletableFuture<T> starting) {
    return starting.state() == Future.State.SUCCESS
        ? Optional.of(starting.resultNow())
        : Optional.empty();
  }

  private static <T> T await(CompletableFuture<T> starting, String what) {
    try {
      return starting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeFailedException("interrupted while waiting for " + what + " to start", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RebeamException cause) {
        throw cause;
      }
      throw new NodeFailedException(what + " did not start: " + e.getCause(), e);
    }
  }
}
