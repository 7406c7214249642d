package io.rebeam.process;

/**
 * The messages of a mailbox to show.
 *
 * @param from position of the first message to show, 1 for the oldest; 0 for both ends of the
 *     mailbox
 * @param first with {@code from}, how many to show from there; else how many of the oldest
 * @param last without {@code from}, how many of the newest
 * @param whole whether texts are not cut
 */
public record MailboxQuery(long from, int first, int last, boolean whole) {
  /**
   * @throws IllegalArgumentException when a number is negative
   */
  public MailboxQuery {
    if (from < 0 || first < 0 || last < 0) {
      throw new IllegalArgumentException("a number of messages cannot be negative");
    }
  }

  /** The {@code first} oldest and the {@code last} newest messages. */
  public static MailboxQuery ends(int first, int last) {
    return new MailboxQuery(0, first, last, false);
  }

  /** {@code count} messages, the first at position {@code from}. */
  public static MailboxQuery page(long from, int count) {
    return new MailboxQuery(from, count, 0, false);
  }

  /** The same with texts that are not cut. */
  public MailboxQuery inFull() {
    return new MailboxQuery(from, first, last, true);
  }
}
