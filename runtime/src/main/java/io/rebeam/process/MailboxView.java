package io.rebeam.process;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary of a mailbox, made without running Python code. Length, ages and flow are exact; tags
 * and bytes are estimated from the messages at both ends, since a mailbox may hold millions.
 *
 * @param pid whose mailbox
 * @param length messages in it
 * @param oldest age of the oldest message; zero when empty
 * @param newest age of the newest message; zero when empty
 * @param tags message counts by tag, largest first
 * @param counted how many messages {@code tags} counts: all, or the oldest and the newest ones
 * @param bytes estimate of the memory of the messages
 * @param skips how many receives have tested the oldest message and left it
 * @param limit the maximum length, or null for no limit ({@code max_messages})
 * @param flow how fast messages come and go
 * @param messages the messages of the query, oldest first
 */
public record MailboxView(
    Pid pid,
    long length,
    Duration oldest,
    Duration newest,
    List<TagCount> tags,
    long counted,
    long bytes,
    long skips,
    @Nullable Integer limit,
    Flow flow,
    List<MessageView> messages) {
  public MailboxView {
    tags = List.copyOf(tags);
    messages = List.copyOf(messages);
  }

  /** A mailbox without a limit and a flow. */
  public MailboxView(
      Pid pid, long length, Duration oldest, List<TagCount> tags, List<MessageView> messages) {
    this(pid, length, oldest, Duration.ZERO, tags, length, 0, 0, null, Flow.NONE, messages);
  }

  /**
   * How many messages carry a tag.
   *
   * @param tag the string that starts the tuple, the string itself, else the type's name
   * @param count number of messages
   */
  public record TagCount(String tag, long count) {}

  /**
   * How fast messages come and go.
   *
   * @param in messages that arrived, a second
   * @param out messages that were taken, a second
   * @param over the time that both rates refer to: since the last look at this mailbox, if that was
   *     within the last minute; else since the process was spawned
   * @param sinceSpawn whether they are measured since the process was spawned
   */
  public record Flow(double in, double out, Duration over, boolean sinceSpawn) {
    /** No rate. */
    public static final Flow NONE = new Flow(0, 0, Duration.ZERO, true);

    /** Messages by which the mailbox grows a second; negative when it shrinks. */
    public double growth() {
      return in - out;
    }
  }

  /**
   * One message.
   *
   * @param position 1 for the oldest
   * @param age time since it was delivered
   * @param sender the process that sent it; null when it was sent from outside any process
   * @param text the message as Python would show it, cut unless the query asks for whole texts;
   *     values of user classes as {@code <Point>}, since no user code is run
   */
  public record MessageView(long position, Duration age, @Nullable Pid sender, String text) {}
}
