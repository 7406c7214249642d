package io.rebeam.inspect;

import io.rebeam.process.ProcessRow;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Processes counted by a common property. */
public final class ProcessGroups {
  private ProcessGroups() {}

  /** The properties to group by. */
  public enum By {
    LABEL(row -> Objects.requireNonNullElse(row.names().label(), "")),
    CALL(row -> row.names().initialCall()),
    NAME(row -> Objects.requireNonNullElse(row.names().registered(), "")),
    STATE(row -> row.status().word()),
    PARENT(
        row -> {
          var parent = row.details().parent();
          return parent == null ? "" : parent.toString();
        }),
    BEHAVIOUR(row -> Objects.requireNonNullElse(row.names().behaviour(), ""));

    private final Function<ProcessRow, String> key;

    By(Function<ProcessRow, String> key) {
      this.key = key;
    }

    /** The word that users write: {@code label}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The processes with one value of the property.
   *
   * @param key the value; empty for the processes that have none
   * @param count the number of processes
   * @param messages messages waiting for all of them
   * @param longest the longest of their mailboxes
   * @param cpuTime time that they have held a thread, all together
   */
  public record Group(String key, long count, long messages, long longest, Duration cpuTime) {

    private Group plus(ProcessRow row) {
      return new Group(
          key,
          count + 1,
          messages + row.messageQueueLength(),
          Math.max(longest, row.messageQueueLength()),
          cpuTime.plus(row.cpuTime()));
    }
  }

  /** The groups of {@code rows}, the largest first. */
  public static List<Group> of(List<? extends ProcessRow> rows, By by) {
    Map<String, Group> groups = new HashMap<>();
    for (ProcessRow row : rows) {
      String key = by.key.apply(row);
      groups.put(key, groups.getOrDefault(key, new Group(key, 0, 0, 0, Duration.ZERO)).plus(row));
    }
    return groups.values().stream()
        .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::key))
        .toList();
  }
}
