package io.rebeam.kernel.inspect;

import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.signal.Signal.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mailbox in short steps, so that its process's lock is never held for long. The owner may
 * take messages between two steps: positions are counted anew then, and a walk whose place has gone
 * starts again at the end it came from.
 */
final class MailboxWalk {
  /** Messages passed while the lock is held: some ten microseconds. */
  private static final int STEP = 1_000;

  /** A message and where it stood. */
  record Place(long position, Message message) {}

  private final LocalProcess process;
  private final boolean forward;
  private @Nullable Message at;
  private long position;
  private long taken;

  private MailboxWalk(LocalProcess process, boolean forward) {
    this.process = process;
    this.forward = forward;
  }

  /** From the oldest message on. */
  static MailboxWalk fromOldest(LocalProcess process) {
    return new MailboxWalk(process, true);
  }

  /** From the newest message back. */
  static MailboxWalk fromNewest(LocalProcess process) {
    return new MailboxWalk(process, false);
  }

  /** The next {@code count} messages, or fewer at the end. */
  List<Place> read(int count) {
    List<Place> places = new ArrayList<>(Math.min(count, STEP));
    boolean more = count > 0;
    while (more) {
      int wanted = Math.min(STEP, count - places.size());
      int found = ProcessFacts.readMailbox(process, mailbox -> step(mailbox, wanted, places));
      more = found == wanted && places.size() < count;
    }
    return places;
  }

  /** Goes on until the next message to be read is the one at {@code wanted}, or the last. */
  void moveTo(long wanted) {
    while (ProcessFacts.readMailbox(process, mailbox -> approach(mailbox, wanted))) {
      // a step at a time
    }
  }

  // ---- under the lock ----

  /** Returns whether it is still under way. */
  private boolean approach(Mailbox mailbox, long wanted) {
    long end = Math.clamp(wanted, 1, Math.max(1, mailbox.length()));
    for (int i = 0; i < STEP; i++) {
      Message next = next(mailbox);
      if (next == null || (forward ? nextPosition() >= end : nextPosition() <= end)) {
        return false;
      }
      pass(next);
    }
    return true;
  }

  /** Returns how many it has read. */
  private int step(Mailbox mailbox, int count, List<Place> places) {
    int found = 0;
    for (Message next = next(mailbox); next != null && found < count; next = next(mailbox)) {
      pass(next);
      places.add(new Place(position, next));
      found++;
    }
    return found;
  }

  private void pass(Message next) {
    position = nextPosition();
    at = next;
  }

  private long nextPosition() {
    return forward ? position + 1 : position - 1;
  }

  private @Nullable Message next(Mailbox mailbox) {
    long gone = process.messagesIn() - mailbox.length();
    Message last = at;
    if (last != null) {
      position -= gone - taken;
    }
    taken = gone;
    if (last == null || !mailbox.holds(last)) {
      position = forward ? 0 : mailbox.length() + 1L;
      return forward ? mailbox.oldest() : mailbox.newest();
    }
    return forward ? (Message) last.next : last.previous;
  }
}
