package io.rebeam.form;

import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record, in order. A value is a text, a number, a boolean, a {@code Pid}, a {@link
 * Ref}, null, a map of further members, or a list of these. Immutable: each method gives a form
 * with one field more.
 *
 * @param <T> the record
 */
public final class RecordForm<T> {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What is made of a record. */
  public enum Reader {
    JSON,
    PYTHON
  }

  /**
   * Takes a part of a record.
   *
   * @param <T> the record
   * @param <V> the part
   */
  @FunctionalInterface
  public interface Part<T, V> {
    @Nullable V of(T record);
  }

  /** One field, or several. */
  @FunctionalInterface
  private interface Field<T> {
    void put(T record, Reader reader, Map<String, @Nullable Object> members);
  }

  /** A process beside the one that a record is about. */
  private static final RecordForm<Peer> PEER =
      RecordForm.<Peer>empty()
          .field("pid", Peer::pid)
          .text("name", Peer::name)
          .field("alive", peer -> !peer.name().isEmpty());

  private final List<Field<T>> fields;

  private RecordForm(List<Field<T>> fields) {
    this.fields = fields;
  }

  /** The form without fields. */
  public static <T> RecordForm<T> empty() {
    return new RecordForm<>(List.of());
  }

  /** The form of a process beside the one that a record is about. */
  public static RecordForm<Peer> peer() {
    return PEER;
  }

  /** The members of a record by name, in order. */
  public Map<String, @Nullable Object> members(T record, Reader reader) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    fields.forEach(field -> field.put(record, reader, members));
    return members;
  }

  private RecordForm<T> with(Field<T> field) {
    List<Field<T>> more = new ArrayList<>(fields);
    more.add(field);
    return new RecordForm<>(List.copyOf(more));
  }

  // ---- single values ----

  public RecordForm<T> field(String name, Part<T, ?> value) {
    return with((record, _, members) -> members.put(name, value.of(record)));
  }

  /** A field of JSON only, or of Python only. */
  public RecordForm<T> field(Reader only, String name, Part<T, ?> value) {
    return with(
        (record, reader, members) -> {
          if (reader == only) {
            members.put(name, value.of(record));
          }
        });
  }

  /** A field with another name in Python. */
  public RecordForm<T> field(String json, String python, Part<T, ?> value) {
    return with(
        (record, reader, members) ->
            members.put(reader == Reader.JSON ? json : python, value.of(record)));
  }

  /** A text; null where it is empty. */
  public RecordForm<T> text(String name, Part<T, String> value) {
    return field(name, record -> emptyToNull(value.of(record)));
  }

  /** A text that is null in JSON where it is empty. */
  public RecordForm<T> textOrEmpty(String name, Part<T, String> value) {
    return with(
        (record, reader, members) -> {
          String text = value.of(record);
          members.put(name, reader == Reader.JSON ? emptyToNull(text) : text);
        });
  }

  static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** A time in whole milliseconds. */
  public RecordForm<T> millis(String name, Part<T, Duration> value) {
    return field(name, record -> millis(value.of(record)));
  }

  /** A time in whole microseconds. */
  public RecordForm<T> micros(String name, Part<T, Duration> value) {
    return field(name, record -> micros(value.of(record)));
  }

  /** A time: milliseconds in JSON, with {@code _ms} behind its name, and seconds in Python. */
  public RecordForm<T> time(String name, Part<T, Duration> value) {
    return field(Reader.JSON, name + "_ms", record -> millis(value.of(record)))
        .field(Reader.PYTHON, name, record -> seconds(value.of(record)));
  }

  private static @Nullable Long millis(@Nullable Duration time) {
    return time == null ? null : time.toMillis();
  }

  static @Nullable Long micros(@Nullable Duration time) {
    return time == null ? null : TimeUnit.NANOSECONDS.toMicros(time.toNanos());
  }

  static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toNanos() / SECOND;
  }

  // ---- processes, and records in records ----

  /** A process: pid, name and whether it is alive in JSON, and its pid in Python. */
  public RecordForm<T> process(String name, Part<T, Peer> value) {
    return process(name, name, value);
  }

  /** The same with another name in Python. */
  public RecordForm<T> process(String json, String python, Part<T, Peer> value) {
    return with(
        (record, reader, members) ->
            members.put(
                reader == Reader.JSON ? json : python, peerOrNull(value.of(record), reader)));
  }

  /** Some processes. */
  public RecordForm<T> processes(String name, Part<T, List<Peer>> value) {
    return with(
        (record, reader, members) ->
            members.put(name, each(value.of(record), peer -> peerOrNull(peer, reader))));
  }

  private static @Nullable Object peerOrNull(@Nullable Peer peer, Reader reader) {
    return peer == null ? null : reader == Reader.JSON ? PEER.members(peer, reader) : peer.pid();
  }

  /** The fields of a part, among those of the record. */
  public <P> RecordForm<T> all(RecordForm<P> form, Part<T, P> part) {
    return with((record, reader, members) -> addAll(form, part.of(record), reader, members));
  }

  /** The same for JSON only, or for Python only. */
  public <P> RecordForm<T> all(Reader only, RecordForm<P> form, Part<T, P> part) {
    return with(
        (record, reader, members) -> {
          if (reader == only) {
            addAll(form, part.of(record), reader, members);
          }
        });
  }

  private static <P> void addAll(
      RecordForm<P> form, @Nullable P part, Reader reader, Map<String, @Nullable Object> members) {
    if (part != null) {
      form.fields.forEach(field -> field.put(part, reader, members));
    }
  }

  /** A record in the record, or null. */
  public <P> RecordForm<T> record(Reader only, String name, RecordForm<P> form, Part<T, P> part) {
    return field(
        only,
        name,
        record -> {
          P inner = part.of(record);
          return inner == null ? null : form.members(inner, only);
        });
  }

  /** Records in the record. */
  public <P> RecordForm<T> list(String name, RecordForm<P> form, Part<T, List<P>> part) {
    return with(
        (record, reader, members) ->
            members.put(name, each(part.of(record), inner -> form.members(inner, reader))));
  }

  /** The same for JSON only, or for Python only. */
  public <P> RecordForm<T> list(
      Reader only, String name, RecordForm<P> form, Part<T, List<P>> part) {
    return field(only, name, record -> each(part.of(record), inner -> form.members(inner, only)));
  }

  private static <P> List<@Nullable Object> each(@Nullable List<P> parts, Part<P, ?> value) {
    List<@Nullable Object> values = new ArrayList<>();
    if (parts != null) {
      parts.forEach(part -> values.add(value.of(part)));
    }
    return values;
  }
}
