package io.rebeam.commands;

import io.rebeam.commands.screen.FullScreen;
import io.rebeam.error.BadArgumentException;
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
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The node, session and output of a session's commands. Node and session may still be starting: a
 * command that needs one waits for it; {@code :help} and completion do not.
 *
 * @param startingNode the node
 * @param startingSession the session that the commands belong to
 * @param outputMode the abilities of the screen; read at each command, since windows change
 * @param leave called with an exit code when the user leaves the session
 * @param debug whether errors of rebeam itself are shown with stack traces
 * @param interactive whether a command may write after it has returned
 * @param last the process that {@code @last} stands for
 * @param evaluations takes code that is to be evaluated when the command has returned
 * @param screen the terminal, for commands that use the whole screen; empty without a terminal
 */
public record CommandContext(
    CompletableFuture<Node> startingNode,
    CompletableFuture<Session> startingSession,
    Supplier<OutputMode> outputMode,
    IntConsumer leave,
    boolean debug,
    boolean interactive,
    LastProcess last,
    Consumer<Evaluation> evaluations,
    Optional<FullScreen> screen) {
  /** A context without a prompt: a command does not return before its output is complete. */
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
        _ -> {
          throw new BadArgumentException("no code can be evaluated here");
        },
        Optional.empty());
  }

  /** A copy whose commands can have code evaluated. */
  public CommandContext evaluating(Consumer<Evaluation> with) {
    return new CommandContext(
        startingNode, startingSession, outputMode, leave, debug, interactive, last, with, screen);
  }

  /** A copy for a prompt: a command may write after it has returned. */
  public CommandContext atPrompt() {
    return new CommandContext(
        startingNode, startingSession, outputMode, leave, debug, true, last, evaluations, screen);
  }

  /** A copy with a terminal for commands that use the whole screen. */
  public CommandContext on(FullScreen terminal) {
    return new CommandContext(
        startingNode,
        startingSession,
        outputMode,
        leave,
        debug,
        interactive,
        last,
        evaluations,
        Optional.of(terminal));
  }

  /** A copy for answers that go to another output. */
  public CommandContext withOutputMode(OutputMode mode) {
    return new CommandContext(
        startingNode,
        startingSession,
        () -> mode,
        leave,
        debug,
        false,
        last,
        evaluations,
        Optional.empty());
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
   * The process that {@code text} denotes by the rules of {@link #target} and {@link Node#resolve}.
   * It becomes {@link LastProcess#WORD}.
   *
   * @throws io.rebeam.error.NoSuchProcessException when there is no such process
   */
  public Pid resolve(String text) {
    Pid pid = node().resolve(target(text));
    last.remember(pid);
    return pid;
  }

  /**
   * Replaces {@link LastProcess#WORD}, or a variable of the session whose value is a pid, by the
   * pid. A registered name goes before a variable, since it is unique in the node; a variable goes
   * before a label, which need not be unique.
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
