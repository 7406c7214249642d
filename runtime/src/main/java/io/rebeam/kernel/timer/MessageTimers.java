package io.rebeam.kernel.timer;

import io.rebeam.kernel.process.Directory;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Timers that send a message when they expire (semantics G), by the serial of their reference. */
public final class MessageTimers {
  private final Ticker ticker;
  private final Directory directory;
  private final TimerService service;
  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();

  public MessageTimers(Ticker ticker, Directory directory, TimerService service) {
    this.ticker = ticker;
    this.directory = directory;
    this.service = service;
  }

  /** The timers underneath, for waits with a timeout. */
  public TimerService service() {
    return service;
  }

  /**
   * Where a timer sends.
   *
   * @param process the receiver, or null when it is found by name at expiry (G5)
   */
  public record Target(@Nullable LocalProcess process, @Nullable String name) {}

  /** One timer. It is entered before it is scheduled, and scheduled anew for each tick. */
  private static final class Entry {
    final Target target;
    final Object payload;

    /** Nanoseconds between two ticks; 0 for a timer that fires once. */
    final long period;

    volatile TimerService.@Nullable Timer timer;

    Entry(Target target, Object payload, long period) {
      this.target = target;
      this.payload = payload;
      this.period = period;
    }
  }

  /**
   * A timer as it is shown.
   *
   * @param left nanoseconds until it is due
   * @param period nanoseconds between two messages; 0 for a timer that fires once
   * @param payload what it sends
   */
  public record Pending(long ref, long left, long period, Target target, Object payload) {}

  /** The timers that have not fired, in no order. Any thread. */
  public List<Pending> pending() {
    List<Pending> pending = new ArrayList<>();
    entries.forEach(
        (ref, entry) -> {
          TimerService.Timer timer = entry.timer;
          long left = timer == null ? -1 : service.read(timer);
          if (left >= 0) {
            pending.add(new Pending(ref, left, entry.period, entry.target, entry.payload));
          }
        });
    return pending;
  }

  /**
   * Sends {@code message} once; with {@code notice} as {@code TimerFired(ref, message)} (G1, G2).
   *
   * @return the serial of the timer's reference
   */
  public long sendAfter(long nanos, Target target, Object message, boolean notice) {
    LocalProcess process = target.process();
    long ref = process == null ? directory.nextRef() : Receive.newRef(process);
    Object payload = notice ? new Notice.TimerNotice(ref, message) : message;
    Entry entry = new Entry(target, payload, 0);
    if (enter(ref, entry)) {
      schedule(
          ref,
          entry,
          service.nanos() + nanos,
          () -> {
            forget(ref, entry);
            send(target, payload);
          });
    }
    return ref;
  }

  /** Sends {@code message} again and again, each time one period after the last due time (G16). */
  public long sendInterval(long nanos, Target target, Object message) {
    long ref = directory.nextRef();
    Entry entry = new Entry(target, message, nanos);
    if (enter(ref, entry)) {
      scheduleTick(ref, entry, service.nanos() + nanos, nanos, message);
    }
    return ref;
  }

  private void scheduleTick(long ref, Entry entry, long due, long period, Object message) {
    schedule(
        ref,
        entry,
        due,
        () -> {
          LocalProcess process = entry.target.process();
          if (entries.containsKey(ref) && (process == null || !process.isDead())) {
            send(entry.target, new Notice.TickNotice(message));
            scheduleTick(ref, entry, due + period, period, message);
          } else {
            forget(ref, entry);
          }
        });
  }

  /** Makes a timer known to its receiver and to cancellers; false when the receiver is dead. */
  private boolean enter(long ref, Entry entry) {
    entries.put(ref, entry);
    LocalProcess process = entry.target.process();
    boolean alive = process == null || process.addTimer(ref);
    if (!alive) {
      entries.remove(ref);
    }
    return alive;
  }

  private void schedule(long ref, Entry entry, long due, Runnable action) {
    TimerService.Timer timer = service.scheduleAt(due, action);
    entry.timer = timer;
    if (!entries.containsKey(ref)) {
      // Cancelled between its last firing and now, when cancel() could see no pending timer. The
      // long is what was left, and is not needed.
      long _ = service.cancel(timer);
    }
  }

  private void forget(long ref, Entry entry) {
    entries.remove(ref);
    LocalProcess process = entry.target.process();
    if (process != null) {
      process.removeTimer(ref);
    }
  }

  /** Takes a timer back; the nanoseconds left, or -1 (G7). Any thread. */
  public long cancel(long ref) {
    Entry entry = entries.remove(ref);
    if (entry == null || entry.timer == null) {
      return -1;
    }
    LocalProcess process = entry.target.process();
    if (process != null) {
      process.removeTimer(ref);
    }
    return service.cancel(entry.timer);
  }

  /** Cancels timers of a process that died; called under its lock, so touches only the timers. */
  public void cancelAll(Iterable<Long> refs) {
    for (Long ref : refs) {
      Entry entry = entries.remove(ref);
      if (entry != null && entry.timer != null) {
        service.cancel(entry.timer);
      }
    }
  }

  /** The nanoseconds left, or -1 (G9). */
  public long read(long ref) {
    Entry entry = entries.get(ref);
    return entry == null || entry.timer == null ? -1 : service.read(entry.timer);
  }

  private void send(Target target, Object payload) {
    LocalProcess receiver = target.process();
    if (receiver == null && target.name() != null) {
      receiver = directory.names().whereis(target.name());
    }
    if (receiver != null) {
      Signals.deliver(receiver, new Signal.Message(0, ticker.nanos(), 0, payload));
    }
  }
}
