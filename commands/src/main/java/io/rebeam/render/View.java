package io.rebeam.render;

/** The answer to a question, before it is decided how it is written. */
public sealed interface View permits Table, Report, Tree, Notice {
  /** The same answer for machines: a document, or one of several lines. */
  JsonObject json();
}
