package io.rebeam.kernel.process;

import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.signal.Monitor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a process while it runs: its mailbox and its relations, after all that was
 * sent to it before has arrived (H3). Any thread.
 */
public final class ProcessFacts {
  private static final int[] NO_RELATIONS = new int[3];

  private ProcessFacts() {}

  /** Calls {@code reader} on the mailbox, under the lock. */
  public static <T> T readMailbox(LocalProcess process, Function<Mailbox, T> reader) {
    Signals.settle(process);
    process.acquire();
    try {
      return reader.apply(process.mailbox);
    } finally {
      process.release();
    }
  }

  public static int messageQueueLength(LocalProcess process) {
    return readMailbox(process, Mailbox::length);
  }

  /** The processes it is linked to. */
  public static List<LocalProcess> links(LocalProcess process) {
    List<LocalProcess> links = read(process, own -> List.copyOf(own.links.keySet()));
    return links == null ? List.of() : links;
  }

  /** The monitors it has set up. */
  public static List<Monitor> monitors(LocalProcess process) {
    List<Monitor> monitors = read(process, own -> List.copyOf(own.monitors.values()));
    return monitors == null ? List.of() : monitors;
  }

  /** The monitors that watch it. */
  public static List<Monitor> monitoredBy(LocalProcess process) {
    List<Monitor> watchers = read(process, own -> List.copyOf(own.monitoredBy.values()));
    return watchers == null ? List.of() : watchers;
  }

  /** The process that it waits for a reply of: of several, the one called last. */
  public static Optional<LocalProcess> called(LocalProcess process) {
    Optional<LocalProcess> called =
        read(
            process,
            own ->
                own.monitors.values().stream()
                    .filter(one -> own.aliases.get(one.ref()) == Aliases.Mode.REPLY_DEMONITOR)
                    .max(Comparator.comparingLong(Monitor::ref))
                    .map(Monitor::target)
                    .map(LocalProcess::of));
    return called == null ? Optional.empty() : called;
  }

  /** How many links it has, how many monitors it has set up, and how many watch it. */
  public static int[] relationCounts(LocalProcess process) {
    int[] counts =
        read(
            process,
            own -> new int[] {own.links.size(), own.monitors.size(), own.monitoredBy.size()});
    return counts == null ? NO_RELATIONS : counts;
  }

  /** Its pid, and its name or label. With or without its lock: a name may be out of date. */
  public static String describe(LocalProcess process) {
    String name = shownName(process);
    return name == null ? process.toString() : process + " " + name;
  }

  /** Its registered name, else its label, else null. With or without its lock. */
  static @Nullable String shownName(LocalProcess process) {
    Relations own = process.relationsOrNull();
    if (own == null) {
      return null;
    }
    return own.name == null ? own.label : own.name;
  }

  private static <T> @Nullable T read(
      LocalProcess process, Function<Relations, @Nullable T> reader) {
    Signals.settle(process);
    return process.read(reader);
  }
}
