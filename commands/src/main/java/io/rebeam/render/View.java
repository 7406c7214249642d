package io.rebeam.render;

/** The answer of a command, independent of its format. */
public sealed interface View permits Table, Report, Tree, TextAnswer {
  /** The answer as JSON: a document, or one of several lines. */
  JsonObject json();
}
