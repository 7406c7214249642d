package io.rebeam.commands.screen;

import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.process.ProcessRow;
import java.util.List;

/**
 * A selection of processes for {@code :top}, and its order.
 *
 * @param texts each must occur in the process's pid, names, state or place, in either case
 * @param order the sort key
 * @param growth whether to sort by the growth of the key since the last look
 * @param reverse whether the order is reversed
 */
record TopQuery(List<String> texts, TopOrder order, boolean growth, boolean reverse) {
  TopQuery {
    texts = List.copyOf(texts);
    growth = growth && order.grows();
  }

  /** The default: processes by their CPU time since the last look. */
  static final TopQuery DEFAULT = new TopQuery(List.of(), TopOrder.CPU, true, false);

  TopQuery with(TopOrder.Ranking chosen) {
    return new TopQuery(texts, chosen.order(), chosen.growth(), false);
  }

  TopQuery reversed() {
    return new TopQuery(texts, order, growth, !reverse);
  }

  TopQuery withTexts(List<String> others) {
    return new TopQuery(others, order, growth, reverse);
  }

  List<ProcessRow> matching(List<ProcessRow> all) {
    if (texts.isEmpty()) {
      return all;
    }
    var query = new ProcessQuery(texts, null, 0, ProcessKey.PID, false, 1, 0, 0);
    return all.stream().filter(query::matches).toList();
  }
}
