package io.rebeam.commands.screen;

import io.rebeam.error.BadArgumentException;
import io.rebeam.render.Elapsed;
import java.time.Duration;

/** The refresh interval of a screen; keys change it. */
final class Pace {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Duration interval;

  /** Refuses intervals that are too short or too long. */
  Pace(Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new BadArgumentException("an interval is between 100ms and 1h");
    }
    this.interval = interval;
  }

  Duration interval() {
    return interval;
  }

  /** The interval as text: {@code 0.5 s}. */
  String text() {
    return Elapsed.seconds(interval);
  }

  /**
   * Halves the interval at {@code +} and doubles it at {@code -}. Returns whether it was one of
   * these keys.
   */
  boolean press(Key key) {
    Duration wanted =
        switch (key.text()) {
          case "+" -> interval.dividedBy(2);
          case "-" -> interval.multipliedBy(2);
          default -> null;
        };
    if (wanted == null) {
      return false;
    }
    if (wanted.compareTo(SHORTEST) >= 0 && wanted.compareTo(LONGEST) <= 0) {
      interval = wanted;
    }
    return true;
  }
}
