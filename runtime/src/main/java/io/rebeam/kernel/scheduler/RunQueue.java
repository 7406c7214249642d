package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The runnable processes of a scheduler by priority (semantics I5, M4): high ones first; of the
 * others one low one at least after every {@value #NORMAL_PER_LOW} normal ones. Any thread adds;
 * the carrier takes.
 */
final class RunQueue {
  /** Normal processes that may run before a low one that waits for its turn. */
  static final int NORMAL_PER_LOW = 8;

  private final Queue<LocalProcess> high = new ConcurrentLinkedQueue<>();
  private final Queue<LocalProcess> normal = new ConcurrentLinkedQueue<>();
  private final Queue<LocalProcess> low = new ConcurrentLinkedQueue<>();

  /** Normal processes taken since the last low one; used by the carrier. */
  private int normalTaken;

  void add(LocalProcess process) {
    switch (process.priority()) {
      case HIGH -> high.add(process);
      case NORMAL -> normal.add(process);
      case LOW -> low.add(process);
    }
  }

  @Nullable LocalProcess poll() {
    LocalProcess process = high.poll();
    if (process != null) {
      return process;
    }
    if (normalTaken < NORMAL_PER_LOW) {
      process = normal.poll();
    }
    if (process != null) {
      normalTaken++;
      return process;
    }
    normalTaken = 0;
    process = low.poll();
    return process != null ? process : normal.poll();
  }

  /** Whether a process is in it; walks all of them. */
  boolean contains(LocalProcess process) {
    return high.contains(process) || normal.contains(process) || low.contains(process);
  }

  /** How many there are; walks all of them, for display. */
  int size() {
    return high.size() + normal.size() + low.size();
  }

  boolean isEmpty() {
    return high.isEmpty() && normal.isEmpty() && low.isEmpty();
  }
}
