package io.rebeam.render;

import io.rebeam.form.RecordForm;
import io.rebeam.form.RecordForm.Reader;
import io.rebeam.form.Ref;
import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction, its keys in the order in which they were put. */
public final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  /** A top-level document of a kind: {@code {"v":1,"kind":"ps"}}. */
  public static JsonObject document(String kind) {
    return new JsonObject().put("v", 1).put("kind", kind);
  }

  /** A record as an object. */
  public static <T> JsonObject of(RecordForm<? super T> form, T record) {
    return new JsonObject().add(form, record);
  }

  /** Records as objects. */
  public static <T> List<JsonObject> list(RecordForm<? super T> form, List<? extends T> records) {
    return records.stream().map(record -> JsonObject.<T>of(form, record)).toList();
  }

  /** Puts the members of a record. */
  public <T> JsonObject add(RecordForm<? super T> form, T record) {
    form.members(record, Reader.JSON).forEach((key, value) -> add(key, json(value)));
    return this;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case Pid pid -> pid.toString();
      case Ref ref -> ref.toString();
      case Double number -> rounded(number);
      case Map<?, ?> members -> {
        JsonObject object = new JsonObject();
        members.forEach((key, member) -> object.add((String) key, json(member)));
        yield object;
      }
      case List<?> values -> values.stream().map(JsonObject::json).toList();
      case null, default -> value;
    };
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  /** Puts text; null for what is absent. */
  public JsonObject put(String key, @Nullable String value) {
    return add(key, value);
  }

  /** Puts text, or null for an empty text. */
  public JsonObject putText(String key, String value) {
    return add(key, value.isEmpty() ? null : value);
  }

  /** Puts whole milliseconds, or null. */
  public JsonObject putMillis(String key, @Nullable Duration value) {
    return add(key, value == null ? null : value.toMillis());
  }

  /** Puts a number, or null. */
  public JsonObject put(String key, @Nullable Integer value) {
    return add(key, value);
  }

  public JsonObject put(String key, long value) {
    return add(key, value);
  }

  /** Puts a number with at most three decimals. */
  public JsonObject put(String key, double value) {
    return add(key, rounded(value));
  }

  /** Puts null. */
  public JsonObject putNull(String key) {
    return add(key, null);
  }

  public JsonObject put(String key, boolean value) {
    return add(key, value);
  }

  public JsonObject put(String key, @Nullable JsonObject value) {
    return add(key, value);
  }

  /** Puts a list of objects or strings. */
  public JsonObject put(String key, List<?> values) {
    return add(key, List.copyOf(values));
  }

  private JsonObject add(String key, @Nullable Object value) {
    members.put(key, value);
    return this;
  }

  /** The object on one line. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case JsonObject object -> object.writeMembers(out);
      case List<?> list -> writeList(list, out);
      case String text -> writeText(text, out);
      default -> out.append(value);
    }
  }

  private void writeMembers(StringBuilder out) {
    char separator = '{';
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      out.append(separator);
      writeText(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private static void writeList(List<?> list, StringBuilder out) {
    char separator = '[';
    for (Object value : list) {
      out.append(separator);
      write(value, out);
      separator = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text, i, out);
    }
    out.append('"');
  }

  private static void writeCharacter(String text, int index, StringBuilder out) {
    char character = text.charAt(index);
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        // A lone surrogate cannot be encoded; Python strings may hold one.
        if (Character.isISOControl(character) || isLoneSurrogate(text, index)) {
          out.append("\\u%04x".formatted((int) character));
        } else {
          out.append(character);
        }
      }
    }
  }

  private static boolean isLoneSurrogate(String text, int index) {
    char character = text.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(character)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
