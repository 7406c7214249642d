package io.rebeam.commands.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts on the command line. */
final class Amount {
  private static final double MAX_SECONDS = 1e9;
  private static final double NANOS_PER_SECOND = 1e9;

  private Amount() {}

  /** A number of things, 1 at least. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        int count = Integer.parseInt(value);
        if (count >= 1) {
          return count;
        }
      } catch (NumberFormatException _) {
        // refused below
      }
      throw new TypeConversionException(
          "'%s' is not a number from 1 to %d".formatted(value, Integer.MAX_VALUE));
    }
  }

  /** A time in seconds: {@code 2}, {@code 0.5}. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        double seconds = Double.parseDouble(value);
        if (seconds >= 0 && seconds <= MAX_SECONDS) {
          return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
        }
      } catch (NumberFormatException _) {
        // refused below
      }
      throw new TypeConversionException("'%s' is not a time in seconds".formatted(value));
    }
  }
}
