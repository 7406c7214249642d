package io.rebeam.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs of the system that Python code has started, as {@code subprocess.Popen} does. */
final class ChildPrograms {
  private static final long GRACE_SECONDS = 1;

  private ChildPrograms() {}

  /**
   * Ends the programs that still run and the programs they have started: first by SIGTERM, then by
   * SIGKILL after {@link #GRACE_SECONDS}. Waits until then at most.
   */
  static void end() {
    List<ProcessHandle> running = running();
    if (running.isEmpty()) {
      return;
    }
    running.forEach(ProcessHandle::destroy);
    var _ =
        CompletableFuture.allOf(
                running.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
            .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
            .join();
    running.forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> running() {
    try {
      return ProcessHandle.current().descendants().toList();
    } catch (RuntimeException _) {
      return List.of(); // listing takes a file descriptor, and none is left
    }
  }
}
