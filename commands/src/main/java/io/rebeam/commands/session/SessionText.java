package io.rebeam.commands.session;

import io.rebeam.render.JsonObject;
import io.rebeam.render.Notice;
import io.rebeam.text.Printable;

/** Text that a session keeps. */
final class SessionText {
  private SessionText() {}

  /** Shows {@code text}, or {@code none} when it is empty. */
  static Notice view(String kind, String text, String none) {
    JsonObject json = JsonObject.document(kind).putText("text", text);
    return new Notice(text.isEmpty() ? none : Printable.lines(text.stripTrailing()), json);
  }
}
