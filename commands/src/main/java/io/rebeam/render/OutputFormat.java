package io.rebeam.render;

/** The format of an answer. */
public enum OutputFormat {
  /** For people: aligned, coloured, fitted to the width. */
  TABLE,
  /** For {@code cut}, {@code awk} and screen readers: tab-separated, no colour, no boxes. */
  PLAIN,
  /** For programs: one JSON object. */
  JSON
}
