package io.rebeam.commands.process;

import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.Style;
import java.util.ArrayList;
import java.util.List;

/** Messages as rows of a report: {@code #1 0.8 s ago from <0.66.0> ("ok", 1)}. */
public final class MessageRows {
  private MessageRows() {}

  /** A row for each message, and a row of {@code …} where messages are left out. */
  public static List<List<Cell>> of(List<MessageView> messages) {
    return of(messages, 1);
  }

  /**
   * Rows of messages from the middle of a mailbox.
   *
   * @param first the expected position of the first message
   */
  public static List<List<Cell>> of(List<MessageView> messages, long first) {
    List<List<Cell>> rows = new ArrayList<>();
    long expected = first;
    for (MessageView message : messages) {
      if (message.position() != expected) {
        rows.add(List.of(Cell.text("…")));
      }
      rows.add(row(message));
      expected = message.position() + 1;
    }
    return rows;
  }

  private static List<Cell> row(MessageView message) {
    Pid sender = message.sender();
    return List.of(
        Cell.text("#" + message.position()),
        Cell.quantity(Elapsed.seconds(message.age()) + " ago"),
        sender == null ? Cell.text("") : Cell.text("from " + sender, Style.PID),
        Cell.text(message.text()));
  }
}
