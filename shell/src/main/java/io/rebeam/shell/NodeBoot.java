package io.rebeam.shell;

import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeOptions;
import java.util.concurrent.CompletableFuture;

/**
 * A node and its session that start on a thread of their own, so that nobody waits who need not.
 *
 * @param node completes when the node is up, or exceptionally with the reason why not
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
                throw e; // ends the program
              } catch (RuntimeException | Error e) {
                node.completeExceptionally(e);
                session.completeExceptionally(e);
              }
            });
    return new NodeBoot(node, session);
  }
}
