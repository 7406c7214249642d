package io.rebeam.inspect;

import java.time.Duration;
import java.util.List;

/**
 * A supervisor and its children, as it has published them.
 *
 * @param strategy {@code one_for_one}, {@code one_for_all} or {@code rest_for_one}
 * @param maxRestarts more restarts than these within {@code period} end it
 * @param period the time in which restarts count
 * @param recent restarts that count now
 * @param restarts restarts since its start
 * @param autoShutdown {@code never}, {@code any_significant} or {@code all_significant}
 * @param children its children in start order, or the first of them
 * @param total how many children it has
 */
public record SupervisionView(
    String strategy,
    int maxRestarts,
    Duration period,
    int recent,
    long restarts,
    String autoShutdown,
    List<ChildView> children,
    int total) {
  public SupervisionView {
    children = List.copyOf(children);
  }
}
