package io.rebeam.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as text. */
public final class Elapsed {
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MILLIS_PER_TENTH = 100;

  private Elapsed() {}

  /**
   * For an age in a table: {@code 0.8s}, {@code 12s}, {@code 4m12s}, {@code 3h04m}, {@code 2d03h}.
   */
  public static String compact(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d" + twoDigits(duration.toHoursPart()) + "h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + "h" + twoDigits(duration.toMinutesPart()) + "m";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + "m" + twoDigits(duration.toSecondsPart()) + "s";
    }
    return duration.toSeconds() > 0 ? duration.toSeconds() + "s" : tenths(duration) + "s";
  }

  /** For time spent computing: {@code 12ms}, {@code 1.2s}, {@code 4m12s}. */
  public static String spent(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() < SECONDS_PER_MINUTE ? tenths(duration) + "s" : compact(duration);
  }

  /** For the age of a message: {@code 0.8 s}, {@code 12.4 s}, {@code 4m12s}. */
  public static String seconds(Duration duration) {
    return duration.toSeconds() < SECONDS_PER_MINUTE ? tenths(duration) + " s" : compact(duration);
  }

  /** For an uptime: {@code 2 days, 3 hours, 4 minutes and 5 seconds}. */
  public static String words(Duration duration) {
    List<String> parts = new ArrayList<>();
    addPart(parts, duration.toDays(), "day");
    addPart(parts, duration.toHoursPart(), "hour");
    addPart(parts, duration.toMinutesPart(), "minute");
    parts.add(counted(duration.toSecondsPart(), "second"));
    String last = parts.removeLast();
    return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
  }

  private static void addPart(List<String> parts, long amount, String unit) {
    if (amount > 0 || !parts.isEmpty()) {
      parts.add(counted(amount, unit));
    }
  }

  private static String counted(long amount, String unit) {
    return amount + " " + unit + (amount == 1 ? "" : "s");
  }

  private static String tenths(Duration duration) {
    return duration.toSeconds() + "." + duration.toMillisPart() / MILLIS_PER_TENTH;
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
