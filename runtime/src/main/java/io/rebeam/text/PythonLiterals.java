package io.rebeam.text;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Values as Python's {@code repr} writes them. */
public final class PythonLiterals {
  /** Bits of the largest int that Python writes without being asked to. */
  private static final int MAX_BITS = 14_000;

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private PythonLiterals() {}

  /** Appends a text in quotes. */
  public static void quoted(String text, StringBuilder out) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    out.append(quote);
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\' || c == quote) {
                out.append('\\').append((char) c);
              } else if (Printable.isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                Printable.append(c, out);
              }
            });
    out.append(quote);
  }

  /** Appends a byte of a bytes literal whose quote is {@code '}. */
  public static void octet(int value, StringBuilder out) {
    if (value >= FIRST_PRINTABLE && value <= LAST_PRINTABLE && value != '\'' && value != '\\') {
      out.append((char) value);
    } else {
      out.append("\\x%02x".formatted(value));
    }
  }

  /** The digits of an int; of one that Python refuses to write, how large it is. */
  public static String integer(BigInteger number) {
    return number.bitLength() > MAX_BITS
        ? "<int of " + number.bitLength() + " bits>"
        : number.toString();
  }

  /** A float: the shortest digits that are it, with an exponent from 1e16. */
  public static String number(double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 && !Double.isNaN(value) ? "-" : "";
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return sign + (Double.isNaN(value) ? "nan" : "inf");
    }
    if (value == 0) {
      return sign + "0.0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - decimal.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      return sign + digits.charAt(0) + fraction + "e%+03d".formatted(exponent);
    }
    String plain = decimal.toPlainString();
    return sign + plain + (plain.contains(".") ? "" : ".0");
  }
}
