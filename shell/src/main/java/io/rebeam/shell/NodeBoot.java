package io.rebeam.shell;

import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeOptions;
import java.util.concurrent.CompletableFuture;

/**
 * A node and its session, started on a thread of their own while the prompt is shown.
 *
 * @param node completes when the node has started, or exceptionally with the cause of its failure
 * @param session completes when the first input can be evaluated
 */
public record NodeBoot(CompletableFuture<Node> node, CompletableFuture<Session> session) {
  /** Starts both. */
  public static NodeBoot start(NodeOptions nodeOptions, SessionOptions sessionOptions) {
    CompletableFuture<Node> node = new CompletableFuture<>();
    CompletableFuture<Session> session = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("rebeam-boot")
        .start(
            () -> {
              try {
                Node started = Node.start(nodeOptions);
                node.complete(started);
                session.complete(started.openSession(sessionOptions));
              } catch (OutOfMemoryError e) {
                throw e; // an uncaught Error ends the program
              } catch (RuntimeException | Error e) {
                node.completeExceptionally(e);
                session.completeExceptionally(e);
              }
            });
    return new NodeBoot(node, session);
  }
}
