package io.rebeam.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one live process, as one consistent snapshot (semantics H).
 *
 * @param summary the row a process table shows
 * @param parent the spawner, alive or not; null for a process without one (A37)
 * @param trapExit whether exit signals become messages
 * @param links linked processes; all or the first ones
 * @param monitors the processes that it monitors, an entry for each monitor; all or the first ones
 * @param monitoredBy the processes that monitor it, an entry for each monitor; all or the first
 *     ones
 * @param counts the lengths of the whole lists
 * @param traffic its counters
 * @param control its priority, mailbox limit and suspensions
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
   * The lengths of the whole lists.
   *
   * @param links processes linked to it
   * @param monitors monitors of processes that it has set up
   * @param monitoredBy monitors that are set up for it
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

  /** A process with the default settings. */
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
   * Settings of a process.
   *
   * @param priority {@code low}, {@code normal} or {@code high}
   * @param maxMessages the maximum length of its mailbox; null for no limit
   * @param suspendedBy the processes that have suspended it (I9)
   * @param suspending the processes that it has suspended
   */
  public record Control(
      String priority,
      @Nullable Integer maxMessages,
      List<Peer> suspendedBy,
      List<Peer> suspending) {
    /** The default settings. */
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
