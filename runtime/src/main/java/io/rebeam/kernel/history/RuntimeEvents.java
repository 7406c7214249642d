package io.rebeam.kernel.history;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports that the runtime itself writes: limits that were reached, processes that hold a thread or
 * do not end. Any thread, also under the lock of the process that a report is about.
 */
public final class RuntimeEvents {
  private static final long LIMIT_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Where an event is logged. */
  public enum Log {
    /** Ends of processes; logged as errors. */
    CRASH("rebeam.crash"),
    /** How processes are run; logged as warnings. */
    SCHEDULER("rebeam.scheduler");

    private final String loggerName;

    Log(String loggerName) {
      this.loggerName = loggerName;
    }

    public String loggerName() {
      return loggerName;
    }
  }

  private final Ticker ticker;
  private final AtomicLong limitReported;
  private final Consumer<Report> sink;

  /**
   * @param sink gets each event, on any thread, also under the lock of a process: it may only take
   *     a note
   */
  public RuntimeEvents(Ticker ticker, Consumer<Report> sink) {
    this.ticker = ticker;
    this.sink = sink;
    this.limitReported = new AtomicLong(ticker.nanos() - LIMIT_SILENCE_NANOS);
  }

  /** A mailbox was full and its process exits ({@code max_messages}). Under its lock. */
  public void mailboxFull(LocalProcess process, int limit) {
    report(
        Log.CRASH,
        process,
        "message_queue_limit",
        "",
        "%s exits: its mailbox is full (max_messages=%d)"
            .formatted(ProcessFacts.describe(process), limit));
  }

  /** The process table is full (A11); reported once a second at most. */
  public void processLimitReached(int limit) {
    long now = ticker.nanos();
    long last = limitReported.get();
    if (now - last >= LIMIT_SILENCE_NANOS && limitReported.compareAndSet(last, now)) {
      report(
          Log.CRASH,
          null,
          "system_limit",
          "",
          "spawn failed: no more than %d processes can exist (--max-processes)".formatted(limit));
    }
  }

  /**
   * An unwinding process did not end within the grace time (N7).
   *
   * @param description what {@link ProcessFacts#describe} gave before its end
   */
  public void abandoned(LocalProcess process, String description, Duration grace) {
    report(
        Log.CRASH,
        process,
        "abandoned",
        "",
        "%s was abandoned: told to exit, it did not end within %s s"
            .formatted(description, seconds(grace.toNanos())));
  }

  /** A process holds its carrier thread; called once a slice (M10). */
  public void carrierHeld(LocalProcess process, long nanos, String stack) {
    report(
        Log.SCHEDULER,
        process,
        "long_slice",
        innermost(stack),
        "%s has been running for %s s without a wait%s"
            .formatted(
                ProcessFacts.describe(process),
                seconds(nanos),
                stack.isEmpty() ? "" : "\n" + stack));
  }

  /** Code of a process raised an exception that ends it, or the library has a report. */
  public void crashed(Report report) {
    sink.accept(report);
  }

  /**
   * @param kind what events of one cause share, a word
   * @param place where in user code it happened; empty when it is no matter
   * @param text its first line is the headline
   */
  private void report(
      Log log, @Nullable LocalProcess process, String kind, String place, String text) {
    int end = text.indexOf('\n');
    sink.accept(
        new Report(
            log.loggerName(),
            kind,
            place,
            process == null ? 0 : process.serial(),
            "", // its name cannot be read under the lock of the process, and is in the text
            end < 0 ? text : text.substring(0, end),
            text));
  }

  /** The last place of a stack as tracebacks show it: places, each with its source line below. */
  private static String innermost(String stack) {
    return stack
        .lines()
        .filter(line -> !line.startsWith("      "))
        .reduce("", (_, line) -> line)
        .strip();
  }

  private static String seconds(long nanos) {
    return "%.1f".formatted(nanos / 1e9);
  }
}
