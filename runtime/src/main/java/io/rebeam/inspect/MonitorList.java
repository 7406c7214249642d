package io.rebeam.inspect;

import java.util.List;

/**
 * The monitors of a process, both ways.
 *
 * @param monitors what it monitors and then what monitors it, or the first of these
 * @param outgoing how many monitors it has set up
 * @param incoming how many have been set up for it
 */
public record MonitorList(List<MonitorView> monitors, int outgoing, int incoming) {
  public MonitorList {
    monitors = List.copyOf(monitors);
  }
}
