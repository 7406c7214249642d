package io.rebeam.kernel.process;

import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.jfr.Flight;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime tells the logs of its own accord. Any thread, also under the lock of the process
 * it is about: the sink must only take a note.
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
  private volatile Consumer<Report> sink = _ -> {};

  RuntimeEvents(Ticker ticker) {
    this.ticker = ticker;
    this.limitReported = new AtomicLong(ticker.nanos() - LIMIT_SILENCE_NANOS);
  }

  /** Sets what takes the events. */
  public void onEvent(Consumer<Report> sink) {
    this.sink = sink;
  }

  /** A mailbox was full and its process exits (design 5, {@code max_messages}). Under its lock. */
  void messageLimitReached(LocalProcess process, int limit) {
    Relations own = process.relationsOrNull();
    String name = own == null ? null : own.name == null ? own.label : own.name;
    Flight.mailboxLimit(process.serial(), name, limit);
    tell(
        Log.CRASH,
        process,
        "message_queue_limit",
        "",
        "%s exits: its mailbox is full (max_messages=%d)".formatted(describe(process), limit));
  }

  /** The process table is full (A11); told once a second. */
  void processLimitReached(int limit) {
    long now = ticker.nanos();
    long last = limitReported.get();
    if (now - last >= LIMIT_SILENCE_NANOS && limitReported.compareAndSet(last, now)) {
      tell(
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
   * @param description what {@link #describe} said of it before its end
   */
  public void abandoned(LocalProcess process, String description, Duration grace) {
    tell(
        Log.CRASH,
        process,
        "abandoned",
        "",
        "%s was abandoned: told to exit, it did not end within %s s"
            .formatted(description, seconds(grace.toNanos())));
  }

  /** A process holds its carrier thread; told once a slice (M10). */
  public void carrierHeld(LocalProcess process, long nanos, String stack) {
    tell(
        Log.SCHEDULER,
        process,
        "long_slice",
        innermost(stack),
        "%s has been running for %s s without a wait%s"
            .formatted(describe(process), seconds(nanos), stack.isEmpty() ? "" : "\n" + stack));
  }

  /** Code of a process raised an exception that ends it, or the library has a report. */
  public void crashed(Report report) {
    sink.accept(report);
  }

  /**
   * @param kind what events of one cause share, a word
   * @param place where in user code it happened; empty when it is no matter
   * @param text its first line tells all
   */
  private void tell(
      Log log, @Nullable LocalProcess process, String kind, String place, String text) {
    int end = text.indexOf('\n');
    sink.accept(
        new Report(
            log.loggerName(),
            kind,
            place,
            process == null ? 0 : process.serial(),
            "", // it may be told under the lock of the process, and the text has the name
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

  /** Its pid and its name or label. Any thread, with or without its lock. */
  public static String describe(LocalProcess process) {
    Relations own = process.relationsOrNull();
    if (own != null && own.name != null) {
      return process + " " + own.name;
    }
    return own != null && own.label != null ? process + " " + own.label : process.toString();
  }
}
