package io.rebeam.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The schema of all JSON output: one file, JSON Schema 2020-12, with a definition for each kind of
 * object. A new property or kind keeps the version of the schema; removing one or changing its
 * meaning raises the version, which is {@code v} in each object.
 */
public final class JsonSchema {
  private static final String FILE = "/io/rebeam/schema/rebeam-1.schema.json";

  private JsonSchema() {}

  /** The text of the file. */
  public static String text() {
    try (InputStream in = JsonSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
