package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pending timers of a node.
 *
 * @param timers those that send a message, the next due first, or the first of them
 * @param total how many there are that send a message
 * @param waits how many sleeps and receives with a timeout are pending beside them
 */
public record TimerList(List<TimerView> timers, int total, int waits) {
  public TimerList {
    timers = List.copyOf(timers);
  }

  /** What made a timer, in the library's words. */
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
   * @param due time until it fires; zero when it should have by now
   * @param kind what made it
   * @param period time between two messages of {@code send_interval}; null for the others
   * @param process who gets the message; null when it is found by name then
   * @param name the registered name that gets the message, or null
   * @param tag what the message would be counted under in a mailbox
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
