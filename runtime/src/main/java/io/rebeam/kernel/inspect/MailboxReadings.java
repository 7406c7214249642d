package io.rebeam.kernel.inspect;

import io.rebeam.process.MailboxView.Flow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The counters of mailboxes at the last reading of them, from which the next reading computes how
 * fast messages come and go. Counting costs the processes nothing. Any thread.
 */
final class MailboxReadings {
  private static final int MAX_READINGS = 1_000;

  /** Over less time than that a rate is noise. */
  private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What is older says nothing of now. */
  private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * One look at a mailbox.
   *
   * @param in messages received since the process was spawned
   * @param length messages there
   */
  record Reading(long nanos, long in, int length) {}

  /** By serial, the one looked at longest ago first. Guarded by this. */
  private final Map<Long, Reading> readings =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Reading> eldest) {
          return size() > MAX_READINGS;
        }
      };

  /**
   * The flow since the last look, or since the spawn when that was long ago; notes this look.
   *
   * @param spawned a reading of zero when the process was spawned
   */
  synchronized Flow flow(long serial, Reading spawned, Reading now) {
    Reading last = readings.get(serial);
    long nanos = last == null ? Long.MAX_VALUE : now.nanos - last.nanos;
    if (nanos >= MIN_NANOS) {
      readings.put(serial, now);
    }
    return last != null && nanos >= MIN_NANOS && nanos <= MAX_NANOS
        ? between(last, now, false)
        : between(spawned, now, true);
  }

  private static Flow between(Reading first, Reading last, boolean sinceSpawn) {
    long nanos = Math.max(1, last.nanos - first.nanos);
    long in = last.in - first.in;
    long out = in - (last.length - first.length);
    return new Flow(
        in * 1e9 / nanos, Math.max(0, out) * 1e9 / nanos, Duration.ofNanos(nanos), sinceSpawn);
  }
}
