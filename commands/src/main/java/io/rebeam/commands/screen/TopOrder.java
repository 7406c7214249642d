package io.rebeam.commands.screen;

import io.rebeam.commands.Choice;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.process.ProcessRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sort keys of {@code :top}. Processes are sorted by an amount or by its growth since the last
 * look: the lower-case letter selects the amount, the upper-case letter its growth.
 */
enum TopOrder {
  CPU('c', ProcessKey.CPU, "processor time", row -> row.cpuTime().toNanos()),
  MQ('b', ProcessKey.MQ, "mailbox: messages that wait", ProcessRow::messageQueueLength),
  MEM('m', ProcessKey.MEM, "memory, an estimate", row -> row.details().memory()),
  IN('i', ProcessKey.IN, "messages in, since its start", row -> row.details().messagesIn()),
  OUT('o', ProcessKey.OUT, "messages out, since its start", row -> row.details().messagesOut()),
  SLICES('s', ProcessKey.SLICES, "slices: times it was run", row -> row.details().slices()),
  AGE('a', ProcessKey.AGE, "age, the oldest first", null),
  NAME('n', ProcessKey.NAME, "name", null);

  private final char letter;
  private final ProcessKey key;
  private final String meaning;
  private final @Nullable ToLongFunction<ProcessRow> amount;

  TopOrder(
      char letter, ProcessKey key, String meaning, @Nullable ToLongFunction<ProcessRow> amount) {
    this.letter = letter;
    this.key = key;
    this.meaning = meaning;
    this.amount = amount;
  }

  /** A sort key, and whether its growth counts. */
  record Ranking(TopOrder order, boolean growth) {}

  /** The choice of a key. */
  static Optional<Ranking> of(Key key) {
    for (TopOrder order : values()) {
      String small = String.valueOf(order.letter);
      if (key.text().equals(small)) {
        return Optional.of(new Ranking(order, false));
      }
      if (order.grows() && key.text().equals(small.toUpperCase(Locale.ROOT))) {
        return Optional.of(new Ranking(order, true));
      }
    }
    return Optional.empty();
  }

  char letter() {
    return letter;
  }

  /** Its description, for help. */
  String meaning() {
    return meaning;
  }

  /** The word for {@code --sort}. */
  String word() {
    return key.word();
  }

  ProcessKey key() {
    return key;
  }

  /** Whether it is an amount, so that it has a growth. */
  boolean grows() {
    return amount != null;
  }

  /** The amount; 0 where there is none. */
  long amount(ProcessRow row) {
    return amount == null ? 0 : amount.applyAsLong(row);
  }

  /** The words on a command line. */
  static final class Words extends Choice<TopOrder> {
    Words() {
      super(List.of(values()), TopOrder::word);
    }
  }
}
