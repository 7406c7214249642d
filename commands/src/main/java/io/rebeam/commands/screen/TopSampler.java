package io.rebeam.commands.screen;

import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes samples of all processes, and keeps the amounts that the next sample is compared with. */
final class TopSampler {
  private final Node node;
  private final Ticker ticker;

  private Map<Pid, Long> cpu = Map.of();
  private Map<Pid, Long> amounts = Map.of();
  private @Nullable TopOrder remembered;
  private long looked;
  private boolean first = true;

  TopSampler(Node node, Ticker ticker) {
    this.node = node;
    this.ticker = ticker;
  }

  /** Takes a sample and compares it with the one of the previous call. */
  TopSample lookAgain(TopQuery query) {
    List<ProcessRow> all = node.inspector().rows();
    long now = ticker.nanos();
    TopSample sample = look(query, all, now);
    remember(all, query.order());
    looked = now; // the time at which the amounts were read, before the sorting
    first = false;
    return sample;
  }

  /** Takes a sample, without becoming the base of the next comparison. */
  TopSample look(TopQuery query) {
    List<ProcessRow> all = node.inspector().rows();
    TopSample sample = look(query, all, ticker.nanos());
    if (query.order() != remembered) {
      remembered = query.order();
      amounts = amounts(all, query.order());
    }
    return sample;
  }

  private TopSample look(TopQuery query, List<ProcessRow> all, long now) {
    Duration window = first ? Duration.ZERO : Duration.ofNanos(now - looked);
    Map<ProcessStatus, Integer> states = new EnumMap<>(ProcessStatus.class);
    all.forEach(row -> states.merge(row.status(), 1, Integer::sum));
    // Growth is known only after an earlier look at the same amount.
    boolean known = !first && query.order() == remembered;
    List<TopSample.Row> rows =
        query.matching(all).stream()
            .map(row -> row(row, query.order(), window, known))
            .sorted(order(query, known))
            .toList();
    Runtime machine = Runtime.getRuntime();
    return new TopSample(
        query,
        node.uptime(),
        window,
        all.size(),
        states,
        rows,
        node.inspector().load(),
        machine.totalMemory() - machine.freeMemory(),
        machine.maxMemory(),
        Duration.ofNanos(ticker.nanos() - now));
  }

  private TopSample.Row row(ProcessRow row, TopOrder order, Duration window, boolean known) {
    double share = 0;
    if (window.isPositive()) {
      long spent = TopOrder.CPU.amount(row) - cpu.getOrDefault(row.pid(), 0L);
      share = Math.clamp(spent / (double) window.toNanos(), 0, 1); // a process runs on one thread
    }
    long growth = known ? order.amount(row) - amounts.getOrDefault(row.pid(), 0L) : 0;
    return new TopSample.Row(row, share, growth);
  }

  private static Comparator<TopSample.Row> order(TopQuery query, boolean known) {
    Comparator<TopSample.Row> order =
        Comparator.comparing(TopSample.Row::process, query.order().key().order());
    if (query.growth() && known) {
      order = Comparator.comparingLong(TopSample.Row::growth).reversed().thenComparing(order);
    }
    return query.reverse() ? order.reversed() : order;
  }

  private void remember(List<ProcessRow> all, TopOrder order) {
    cpu = amounts(all, TopOrder.CPU);
    remembered = order;
    amounts = order == TopOrder.CPU ? cpu : amounts(all, order);
  }

  private static Map<Pid, Long> amounts(List<ProcessRow> all, TopOrder order) {
    if (!order.grows()) {
      return Map.of();
    }
    Map<Pid, Long> amounts = HashMap.newHashMap(all.size());
    all.forEach(row -> amounts.put(row.pid(), order.amount(row)));
    return amounts;
  }
}
