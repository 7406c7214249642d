package io.rebeam.render;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The abilities of an output stream.
 *
 * @param theme its colours
 * @param width its width in columns, or {@link #UNLIMITED}
 * @param unicode whether it can show box characters and arrows
 */
public record OutputMode(Theme theme, int width, boolean unicode) {
  /** The width of a stream that is not a terminal: nothing is cut. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int MIN_WIDTH = 20;
  private static final int DEFAULT_WIDTH = 80;

  public OutputMode {
    width = Math.max(width, MIN_WIDTH);
  }

  /** A file or a pipe: no colour, no cutting. */
  public static OutputMode file() {
    return new OutputMode(Theme.NONE, UNLIMITED, true);
  }

  /**
   * Decides the mode of a terminal or a pipe.
   *
   * @param terminalWidth the width that the terminal reports, or 0 when it reports none
   */
  public static OutputMode of(
      ColorWhen when, Map<String, String> environment, boolean tty, int terminalWidth) {
    boolean dumb = isDumb(environment);
    return new OutputMode(
        new Theme(usesColor(when, environment, tty)),
        tty ? width(environment, terminalWidth) : UNLIMITED,
        !(tty && dumb) && charset(environment).newEncoder().canEncode('├'));
  }

  /**
   * Whether to use colours: {@code --color} wins, then {@code NO_COLOR} (set and not empty), {@code
   * CLICOLOR_FORCE} or {@code FORCE_COLOR} (not 0), {@code CLICOLOR=0}; otherwise a terminal that
   * is not dumb gets colours.
   */
  public static boolean usesColor(ColorWhen when, Map<String, String> environment, boolean tty) {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> colorByEnvironment(environment, tty);
    };
  }

  private static boolean colorByEnvironment(Map<String, String> environment, boolean tty) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (isForced(environment, "CLICOLOR_FORCE") || isForced(environment, "FORCE_COLOR")) {
      return true;
    }
    if (environment.getOrDefault("CLICOLOR", "").equals("0")) {
      return false;
    }
    return tty && !isDumb(environment);
  }

  private static boolean isForced(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0");
  }

  private static boolean isDumb(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    return term.isEmpty() || term.equals("dumb");
  }

  private static int width(Map<String, String> environment, int terminalWidth) {
    if (terminalWidth > 0) {
      return terminalWidth;
    }
    String columns = environment.getOrDefault("COLUMNS", "");
    boolean number = !columns.isEmpty() && columns.length() < 6;
    for (int i = 0; i < columns.length(); i++) {
      number &= columns.charAt(i) >= '0' && columns.charAt(i) <= '9';
    }
    int width = number ? Integer.parseInt(columns) : 0;
    return width > 0 ? width : DEFAULT_WIDTH;
  }

  private static Charset charset(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        boolean ascii = value.equals("C") || value.equals("POSIX");
        return ascii ? StandardCharsets.US_ASCII : Charset.defaultCharset();
      }
    }
    return Charset.defaultCharset();
  }
}
