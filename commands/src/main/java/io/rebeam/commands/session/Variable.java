package io.rebeam.commands.session;

import io.rebeam.render.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a session.
 *
 * @param type the name of its class
 * @param length how long a text or container is, or null
 * @param unit what {@code length} counts, or empty
 * @param value the start of its value; empty when it was dropped
 */
record Variable(String name, String type, @Nullable Integer length, String unit, String value) {
  /** The variable that a row of Python describes. */
  static Variable of(List<String> row) {
    Integer length = row.get(2).isEmpty() ? null : Integer.valueOf(row.get(2));
    return new Variable(row.get(0), row.get(1), length, row.get(3), row.get(4));
  }

  /** {@code 3 items}, {@code 1 byte}, or empty. */
  String size() {
    if (length == null) {
      return "";
    }
    return length + " " + (length == 1 ? unit.substring(0, unit.length() - 1) : unit);
  }

  JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("type", type)
        .put("length", length)
        .put("unit", unit.isEmpty() ? null : unit)
        .put("repr", value);
  }
}
