package io.rebeam.render;

/** The style of a piece of text. No style alone carries a meaning. */
public enum Style {
  PLAIN(""),
  HEADING("1"),
  PID("36"),
  NAME("32"),
  FAINT("2"),
  WARNING("33"),
  ERROR("31"),
  /** The selected line. */
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
