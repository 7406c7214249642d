package io.rebeam.render;

/**
 * The colours of all output.
 *
 * @param color whether to use colours
 */
public record Theme(boolean color) {
  /** Text as it is. */
  public static final Theme NONE = new Theme(false);

  /** Returns {@code text} in the colour of {@code style}. */
  public String paint(Style style, String text) {
    if (!color || style.code().isEmpty() || text.isEmpty()) {
      return text;
    }
    return "\033[" + style.code() + "m" + text + "\033[0m";
  }
}
