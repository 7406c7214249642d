package io.rebeam.commands.screen;

import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.process.ProcessRow;
import java.util.List;

/**
 * Which processes {@code :top} shows, and in which order.
 *
 * @param texts each must occur in the process's pid, names, state or place, in either case
 * @param order what they are ranked by
 * @param growth whether by how much that has grown since the last look
 * @param reverse whether the order is turned round
 */
record TopQuery(List<String> texts, TopOrder order, boolean growth, boolean reverse) {
  TopQuery {
    texts = List.copyOf(texts);
    growth = growth && order.grows();
  }

  /** What is on top when nobody has said anything: who used the processor since the last look. */
  static final TopQuery DEFAULT = new TopQuery(List.of(), TopOrder.CPU, true, false);

  TopQuery with(TopOrder.Choosing chosen) {
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
