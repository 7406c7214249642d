package io.rebeam.commands;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers as words of a command, and the errors for other words and too large numbers. */
public final class WholeNumber {
  private static final Pattern FORM = Pattern.compile("[+-]?[0-9]+");

  private WholeNumber() {}

  /** Registers the conversion with a command and its subcommands. */
  public static void readBy(CommandLine command) {
    ITypeConverter<Integer> ints = WholeNumber::parseInt;
    ITypeConverter<Long> longs = WholeNumber::parseLong;
    command.registerConverter(int.class, ints).registerConverter(Integer.class, ints);
    command.registerConverter(long.class, longs).registerConverter(Long.class, longs);
  }

  /**
   * The number that {@code text} is.
   *
   * @throws TypeConversionException when it is not a number, or not an {@code int}
   */
  public static int parseInt(String text) {
    return (int) parse(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long parseLong(String text) {
    return parse(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static long parse(String text, long least, long most) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException("'%s' is not a whole number".formatted(text));
    }
    var number = new BigInteger(text);
    if (number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException("'%s' is too large: %d at most".formatted(text, most));
    }
    if (number.compareTo(BigInteger.valueOf(least)) < 0) {
      throw new TypeConversionException("'%s' is too small: %d at least".formatted(text, least));
    }
    return number.longValueExact();
  }
}
