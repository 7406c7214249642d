package io.rebeam.commands;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time after an option: {@code 500ms}, {@code 2s}, {@code 1.5m}, {@code 2}. */
public final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([a-z]*)");
  private static final List<String> UNITS = List.of("ms", "s", "m", "h");

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      double amount = Double.parseDouble(form.group(1));
      switch (form.group(2)) {
        case "ms" -> {
          return seconds(amount / 1e3);
        }
        case "", "s" -> {
          return seconds(amount);
        }
        case "m", "min" -> {
          return seconds(amount * 60);
        }
        case "h" -> {
          return seconds(amount * 3600);
        }
        default -> {
          String unit = form.group(2);
          throw new TypeConversionException(
              "'%s' is not a time: unknown unit '%s'; units are %s"
                  .formatted(text, unit, String.join(", ", UNITS)));
        }
      }
    }
    throw new TypeConversionException("'%s' is not a time such as 500ms, 2s or 1m".formatted(text));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
