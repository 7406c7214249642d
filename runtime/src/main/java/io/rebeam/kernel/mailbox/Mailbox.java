package io.rebeam.kernel.mailbox;

import io.rebeam.kernel.signal.Signal.Message;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages received and not yet taken, oldest first, with the position of the receive that
 * scans them (semantics F1–F3). Guarded by its process's lock.
 */
public final class Mailbox {
  private @Nullable Message head;
  private @Nullable Message tail;

  /** The last message the current receive has looked at; null when it has looked at none. */
  private @Nullable Message scanned;

  /** The message before {@link #scanned}. */
  private @Nullable Message beforeScanned;

  private int length;

  public int length() {
    return length;
  }

  public void append(Message message) {
    message.next = null;
    if (tail == null) {
      head = message;
    } else {
      tail.next = message;
    }
    tail = message;
    length++;
  }

  /** Removes the oldest message, or returns null. Scanning starts anew. */
  public @Nullable Message takeFirst() {
    Message first = head;
    if (first != null) {
      head = (Message) first.next;
      if (head == null) {
        tail = null;
      }
      first.next = null;
      length--;
      rewind();
    }
    return first;
  }

  /** Lets the next {@link #scan} start at the oldest message: a receive is entered. */
  public void rewind() {
    scanned = null;
    beforeScanned = null;
  }

  /** Whether {@link #scan} would return a message. */
  public boolean hasUnscanned() {
    return scanned == null ? head != null : scanned.next != null;
  }

  /** Returns the next message that this receive has not looked at, or null. It stays. */
  public @Nullable Message scan() {
    Message following = scanned == null ? head : (Message) scanned.next;
    if (following != null) {
      beforeScanned = scanned;
      scanned = following;
    }
    return following;
  }

  /** Removes the message that {@link #scan} returned last. Scanning starts anew. */
  public void takeScanned() {
    Message taken = scanned;
    if (taken == null) {
      throw new IllegalStateException("no message has been scanned");
    }
    if (beforeScanned == null) {
      head = (Message) taken.next;
    } else {
      beforeScanned.next = taken.next;
    }
    if (tail == taken) {
      tail = beforeScanned;
    }
    taken.next = null;
    length--;
    rewind();
  }

  /** Calls {@code visitor} for each message, oldest first. */
  public void forEach(Consumer<Message> visitor) {
    for (Message m = head; m != null; m = (Message) m.next) {
      visitor.accept(m);
    }
  }

  public @Nullable Message oldest() {
    return head;
  }

  public void clear() {
    head = null;
    tail = null;
    length = 0;
    rewind();
  }
}
