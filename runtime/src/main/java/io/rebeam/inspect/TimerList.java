package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pending timers of a node.
 *
 * @param timers the timers that send a message, the next due first; all or the first ones
 * @param total the number of timers that send a message
 * @param waits the number of pending sleeps and receives with a timeout
 */
public record TimerList(List<TimerView> timers, int total, int waits) {
  public TimerList {
    timers = List.copyOf(timers);
  }

  /** The function of the library that made a timer. */
  public enum Kind {
    SEND_AFTER("send_after"),
    START_TIMER("start_timer"),
    SEND_INTERVAL("send_interval");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One timer.
   *
   * @param ref the serial of its reference
   * @param due time until it fires; zero when it is overdue
   * @param kind the function that made it
   * @param period time between two messages of {@code send_interval}; null for the others
   * @param process the receiver; null when the receiver is looked up by name when the timer fires
   * @param name the registered name of the receiver, or null
   * @param tag the tag of the message, as in a mailbox
   */
  public record TimerView(
      long ref,
      Duration due,
      Kind kind,
      @Nullable Duration period,
      @Nullable Peer process,
      @Nullable String name,
      String tag) {}
}
