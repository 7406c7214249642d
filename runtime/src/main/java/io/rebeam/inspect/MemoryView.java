package io.rebeam.inspect;

import io.rebeam.process.ProcessSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's memory goes, in bytes. What the JVM counts is exact; what processes take is an
 * estimate from their coroutines and a few of their messages.
 *
 * @param heapUsed the JVM's heap in use, garbage included
 * @param heapCommitted heap that the machine has given
 * @param heapMax the most heap there may be ({@code -Xmx})
 * @param nonHeap classes, compiled code and the like
 * @param processes how many processes there are
 * @param processBytes about what all of them take, mailboxes included
 * @param messages messages in all mailboxes
 * @param mailboxBytes about what those take
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
   * A process and what it takes.
   *
   * @param process the process
   * @param bytes about what it takes, its mailbox included
   * @param mailboxBytes about what its mailbox takes
   */
  public record Holder(ProcessSummary process, long bytes, long mailboxBytes) {}

  /**
   * A garbage collector.
   *
   * @param name the JVM's name for it
   * @param collections how often it has run
   * @param spent the time that took in all
   * @param last how long the last run took; null when there was none, or the JVM does not tell
   */
  public record Collector(String name, long collections, Duration spent, @Nullable Duration last) {}
}
