package io.rebeam.inspect;

import java.util.List;

/**
 * The monitors of a process, both ways.
 *
 * @param monitors the monitors it has set up and then those set up for it; all or the first ones
 * @param outgoing the number of monitors it has set up
 * @param incoming the number of monitors set up for it
 */
public record MonitorList(List<MonitorView> monitors, int outgoing, int incoming) {
  public MonitorList {
    monitors = List.copyOf(monitors);
  }
}
