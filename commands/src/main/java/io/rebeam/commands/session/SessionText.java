package io.rebeam.commands.session;

import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.Printable;

/** Views of texts that a session keeps. */
final class SessionText {
  private SessionText() {}

  /** A view of {@code text}, or of {@code none} when it is empty. */
  static TextAnswer view(String kind, String text, String none) {
    JsonObject json = JsonObject.document(kind).putText("text", text);
    return new TextAnswer(text.isEmpty() ? none : Printable.lines(text.stripTrailing()), json);
  }
}
