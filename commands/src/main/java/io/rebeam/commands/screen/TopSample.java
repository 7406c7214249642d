package io.rebeam.commands.screen;

import io.rebeam.inspect.NodeLoad;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code :top} saw at one look.
 *
 * @param query what was asked for
 * @param uptime time since the node was started
 * @param window time since the look before; zero at the first
 * @param total how many processes there are
 * @param states how many there are in each state
 * @param rows those that match, in order
 * @param load what the schedulers do
 * @param heapUsed bytes of the JVM's heap in use, garbage included
 * @param heapMax bytes of heap there may be
 * @param cost what the look itself took
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
   * @param process what a table shows of it
   * @param cpuShare which share of one processor it had since the last look; 0 at the first
   * @param growth how much what it is ranked by has grown since then; 0 where it does not grow
   */
  record Row(ProcessRow process, double cpuShare, long growth) {}

  /** Whether there was a look before, so that growth is known. */
  boolean hasWindow() {
    return window.isPositive();
  }
}
