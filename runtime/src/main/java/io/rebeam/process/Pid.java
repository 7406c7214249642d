package io.rebeam.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier of a process, unique for the life of a node and never reused (semantics A30).
 * Printed as {@code <0.42.0>}.
 *
 * @param serial the 64-bit serial number, at least 1
 */
public record Pid(long serial) implements Comparable<Pid> {
  private static final Pattern TEXT = Pattern.compile("<?0\\.(\\d{1,18})\\.0>?");

  public Pid {
    if (serial < 1) {
      throw new IllegalArgumentException("pid serial must be positive: " + serial);
    }
  }

  /** Returns the pid that {@code text} prints, with or without angle brackets, or empty. */
  public static Optional<Pid> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || text.startsWith("<") != text.endsWith(">")) {
      return Optional.empty();
    }
    long serial = Long.parseLong(matcher.group(1));
    return serial < 1 ? Optional.empty() : Optional.of(new Pid(serial));
  }

  @Override
  public int compareTo(Pid other) {
    return Long.compare(serial, other.serial);
  }

  @Override
  public String toString() {
    return "<0." + serial + ".0>";
  }
}
