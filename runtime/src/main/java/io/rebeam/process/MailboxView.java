package io.rebeam.process;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox, summarised without running any Python code and without copying messages.
 *
 * @param pid whose mailbox
 * @param length messages in it
 * @param oldest age of the oldest message; zero when empty
 * @param tags message counts by tag, largest first
 * @param messages the messages asked for, oldest first
 */
public record MailboxView(
    Pid pid, long length, Duration oldest, List<TagCount> tags, List<MessageView> messages) {
  public MailboxView {
    tags = List.copyOf(tags);
    messages = List.copyOf(messages);
  }

  /**
   * How many messages carry a tag.
   *
   * @param tag the string that starts the tuple, the string itself, else the type's name
   * @param count number of messages
   */
  public record TagCount(String tag, long count) {}

  /**
   * One message.
   *
   * @param position 1 for the oldest
   * @param age time since it was delivered
   * @param sender the process that sent it; null when it was sent from outside any process
   * @param text the message as Python would show it, cut to a sensible length; values of user
   *     classes as {@code <Point>}, since no user code is run
   */
  public record MessageView(long position, Duration age, @Nullable Pid sender, String text) {}
}
