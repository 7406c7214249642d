package io.rebeam.render;

/** What a piece of text is, for a {@link Theme} to show. No style carries a meaning of its own. */
public enum Style {
  PLAIN(""),
  HEADING("1"),
  PID("36"),
  NAME("32"),
  FAINT("2"),
  WARNING("33"),
  ERROR("31"),
  /** The line that a person has chosen. */
  CHOSEN("7");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The ANSI colour sequence's number, or empty. */
  String code() {
    return code;
  }
}
