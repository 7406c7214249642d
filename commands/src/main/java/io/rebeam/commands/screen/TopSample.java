package io.rebeam.commands.screen;

import io.rebeam.inspect.NodeLoad;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The data of one look of {@code :top}.
 *
 * @param query the query
 * @param uptime time since the node was started
 * @param window time since the previous look; zero at the first
 * @param total the number of processes
 * @param states the number of processes in each state
 * @param rows the processes that match, in order
 * @param load the load of the schedulers
 * @param heapUsed bytes of the JVM's heap in use, garbage included
 * @param heapMax the maximum heap in bytes
 * @param cost the time that the look took
 */
record TopSample(
    TopQuery query,
    Duration uptime,
    Duration window,
    int total,
    Map<ProcessStatus, Integer> states,
    List<Row> rows,
    NodeLoad load,
    long heapUsed,
    long heapMax,
    Duration cost) {
  /**
   * A process.
   *
   * @param process its row
   * @param cpuShare its share of one processor since the previous look; 0 at the first
   * @param growth the growth of the sort key since then; 0 where the key has none
   */
  record Row(ProcessRow process, double cpuShare, long growth) {}

  /** Whether there was a previous look, so that growth is known. */
  boolean hasWindow() {
    return window.isPositive();
  }
}
