package io.rebeam.commands.screen;

import io.rebeam.error.BadArgumentException;
import io.rebeam.render.Elapsed;
import java.time.Duration;

/** How often a screen looks again; keys change it. */
final class Pace {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Duration interval;

  /** Refuses what is too short to be read or too long to be meant. */
  Pace(Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new BadArgumentException("an interval is between 100ms and 1h");
    }
    this.interval = interval;
  }

  Duration interval() {
    return interval;
  }

  /** For people: {@code 0.5 s}. */
  String text() {
    return Elapsed.seconds(interval);
  }

  /**
   * {@code +} looks twice as often, {@code -} half as often; returns whether the key was for it.
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
