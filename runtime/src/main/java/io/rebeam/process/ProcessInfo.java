package io.rebeam.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one live process, as one consistent snapshot (semantics H).
 *
 * @param summary the row a process table shows
 * @param parent the spawner, alive or not; null for a process nobody spawned (A37)
 * @param trapExit whether exit signals become messages
 * @param links linked processes
 * @param monitors what it monitors, one entry a monitor
 * @param monitoredBy who monitors it, one entry a monitor
 * @param traffic its counters
 */
public record ProcessInfo(
    ProcessSummary summary,
    @Nullable Peer parent,
    boolean trapExit,
    List<Peer> links,
    List<Peer> monitors,
    List<Peer> monitoredBy,
    Traffic traffic) {
  public ProcessInfo {
    links = List.copyOf(links);
    monitors = List.copyOf(monitors);
    monitoredBy = List.copyOf(monitoredBy);
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
