package io.rebeam.inspect;

import io.rebeam.process.ProcessSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a node, in bytes. The JVM's figures are exact; those of processes are estimates
 * from their coroutines and a few of their messages.
 *
 * @param heapUsed the JVM's heap in use, garbage included
 * @param heapCommitted heap that the machine has given
 * @param heapMax the most heap there may be ({@code -Xmx})
 * @param nonHeap classes, compiled code and the like
 * @param processes the number of processes
 * @param processBytes estimate for all processes, mailboxes included
 * @param messages messages in all mailboxes
 * @param mailboxBytes estimate for these messages
 * @param top the largest processes, the largest first
 * @param collectors the JVM's garbage collectors
 */
public record MemoryView(
    long heapUsed,
    long heapCommitted,
    long heapMax,
    long nonHeap,
    int processes,
    long processBytes,
    long messages,
    long mailboxBytes,
    List<Holder> top,
    List<Collector> collectors) {
  public MemoryView {
    top = List.copyOf(top);
    collectors = List.copyOf(collectors);
  }

  /**
   * A process and its memory.
   *
   * @param process the process
   * @param bytes estimate for the process, its mailbox included
   * @param mailboxBytes estimate for its mailbox
   */
  public record Holder(ProcessSummary process, long bytes, long mailboxBytes) {}

  /**
   * A garbage collector.
   *
   * @param name the JVM's name for it
   * @param collections how often it has run
   * @param spent the time that all runs took
   * @param last how long the last run took; null when there was none, or the JVM has no figure
   */
  public record Collector(String name, long collections, Duration spent, @Nullable Duration last) {}
}
