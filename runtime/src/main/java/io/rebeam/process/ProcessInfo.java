package io.rebeam.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one live process, as one consistent snapshot (semantics H).
 *
 * @param summary the row a process table shows
 * @param parent the spawner, alive or not; null for a process nobody spawned (A37)
 * @param trapExit whether exit signals become messages
 * @param links linked processes, or the first of them
 * @param monitors what it monitors, one entry a monitor, or the first of them
 * @param monitoredBy who monitors it, one entry a monitor, or the first of them
 * @param counts how many of each there are
 * @param traffic its counters
 * @param control what others have set for it
 */
public record ProcessInfo(
    ProcessSummary summary,
    @Nullable Peer parent,
    boolean trapExit,
    List<Peer> links,
    List<Peer> monitors,
    List<Peer> monitoredBy,
    Counts counts,
    Traffic traffic,
    Control control) {
  public ProcessInfo {
    links = List.copyOf(links);
    monitors = List.copyOf(monitors);
    monitoredBy = List.copyOf(monitoredBy);
  }

  /**
   * How many processes it is tied to.
   *
   * @param links how many are linked to it
   * @param monitors how many monitors of processes it has
   * @param monitoredBy how many monitors of it there are
   */
  public record Counts(int links, int monitors, int monitoredBy) {}

  /** A process whose lists are whole. */
  public ProcessInfo(
      ProcessSummary summary,
      @Nullable Peer parent,
      boolean trapExit,
      List<Peer> links,
      List<Peer> monitors,
      List<Peer> monitoredBy,
      Traffic traffic,
      Control control) {
    this(
        summary,
        parent,
        trapExit,
        links,
        monitors,
        monitoredBy,
        new Counts(links.size(), monitors.size(), monitoredBy.size()),
        traffic,
        control);
  }

  /** A process for which nobody has set anything. */
  public ProcessInfo(
      ProcessSummary summary,
      @Nullable Peer parent,
      boolean trapExit,
      List<Peer> links,
      List<Peer> monitors,
      List<Peer> monitoredBy,
      Traffic traffic) {
    this(summary, parent, trapExit, links, monitors, monitoredBy, traffic, Control.NONE);
  }

  /**
   * What has been set for a process.
   *
   * @param priority {@code low}, {@code normal} or {@code high}
   * @param maxMessages the most messages its mailbox may hold; null for no limit
   * @param suspendedBy who has suspended it (I9)
   * @param suspending whom it has suspended
   */
  public record Control(
      String priority,
      @Nullable Integer maxMessages,
      List<Peer> suspendedBy,
      List<Peer> suspending) {
    /** Nothing. */
    public static final Control NONE = new Control("normal", null, List.of(), List.of());

    public Control {
      suspendedBy = List.copyOf(suspendedBy);
      suspending = List.copyOf(suspending);
    }
  }

  /**
   * Another process, named for display.
   *
   * @param pid the other process
   * @param name its {@link ProcessNames#display()}; empty when it is dead
   */
  public record Peer(Pid pid, String name) {}

  /**
   * Counters since the process was spawned.
   *
   * @param messagesIn messages delivered to it
   * @param messagesOut messages it sent
   * @param slices times its scheduler ran it
   */
  public record Traffic(long messagesIn, long messagesOut, long slices) {}
}
