package io.rebeam.render;

/** For whom an answer is written. */
public enum OutputFormat {
  /** For people: aligned, coloured, fitted to the width. */
  TABLE,
  /** For {@code cut}, {@code awk} and screen readers: tab-separated, no colour, no boxes. */
  PLAIN,
  /** For programs: one JSON object. */
  JSON
}
