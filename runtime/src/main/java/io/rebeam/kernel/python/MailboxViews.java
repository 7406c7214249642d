package io.rebeam.kernel.python;

import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mailboxes as records for display. Runs no Python code. Any thread. */
public final class MailboxViews {
  private MailboxViews() {}

  /** A view with at most {@code first} of the oldest and {@code last} of the newest messages. */
  public static MailboxView view(LocalProcess process, int first, int last) {
    long now = process.host().kernel().ticker().nanos();
    return process.readMailbox(mailbox -> view(process, mailbox, now, first, last));
  }

  private static MailboxView view(
      LocalProcess process, Mailbox mailbox, long now, int first, int last) {
    Map<String, Long> tags = new HashMap<>();
    List<MessageView> shown = new ArrayList<>();
    int length = mailbox.length();
    int[] position = {0};
    mailbox.forEach(
        message -> {
          int at = ++position[0];
          tags.merge(TermPrinter.tag(message.payload), 1L, Long::sum);
          if (at <= first || at > length - last) {
            shown.add(view(message, at, now));
          }
        });
    List<TagCount> counts =
        tags.entrySet().stream()
            .map(e -> new TagCount(e.getKey(), e.getValue()))
            .sorted(
                Comparator.comparingLong(TagCount::count).reversed().thenComparing(TagCount::tag))
            .toList();
    Message oldest = mailbox.oldest();
    Duration age = oldest == null ? Duration.ZERO : Duration.ofNanos(now - oldest.sentNanos);
    return new MailboxView(new Pid(process.serial()), length, age, counts, shown);
  }

  private static MessageView view(Message message, long position, long now) {
    return new MessageView(
        position,
        Duration.ofNanos(now - message.sentNanos),
        message.sender == 0 ? null : new Pid(message.sender),
        TermPrinter.text(message.payload));
  }

  /** Removes and returns all messages, oldest first. */
  static List<Message> takeAll(LocalProcess process) {
    return process.readMailbox(
        mailbox -> {
          List<Message> all = new ArrayList<>(mailbox.length());
          mailbox.forEach(all::add);
          mailbox.clear();
          return all;
        });
  }

  /** Removes all messages and returns them for display. */
  public static List<MessageView> flush(LocalProcess process) {
    long now = process.host().kernel().ticker().nanos();
    List<MessageView> views = new ArrayList<>();
    for (Message message : takeAll(process)) {
      views.add(view(message, views.size() + 1L, now));
    }
    return views;
  }
}
