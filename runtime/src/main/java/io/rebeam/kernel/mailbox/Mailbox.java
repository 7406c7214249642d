package io.rebeam.kernel.mailbox;

import io.rebeam.kernel.signal.Signal.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages received and not yet taken, oldest first, with the position of the receive that
 * scans them (semantics F1–F3). Guarded by its process's lock.
 */
public final class Mailbox {
  private @Nullable Message head;
  private @Nullable Message tail;

  /** The last message the current receive has passed; null when it starts at the oldest. */
  private @Nullable Message scanned;

  /** Where {@link #lastBefore} found its last answer; it looks near there first. */
  private @Nullable Message cut;

  private int length;

  /**
   * Twice the receives that looked at the oldest message and did not take it, and one more while a
   * receive is under way that began there. One word for both, since there may be a million
   * mailboxes.
   */
  private int skips;

  public int length() {
    return length;
  }

  /**
   * How many receives have run past the oldest message to the end of the mailbox, because it does
   * not match. Receives that look for a reference made later do not count.
   */
  public int skips() {
    return skips >> 1;
  }

  /**
   * @param lastRef the serial of the last reference that the node has made
   */
  public void append(Message message, long lastRef) {
    message.next = null;
    message.previous = tail;
    message.lastRef = lastRef;
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
      remove(first);
    }
    return first;
  }

  /**
   * A receive is entered: the next {@link #scan} starts at the oldest message that may hold the
   * reference with the serial {@code ref}, the first received after it was made (F14); with 0 at
   * the oldest of all.
   */
  public void rewind(long ref) {
    scanned = ref == 0 ? null : lastBefore(ref);
    skips = scanned == null ? skips | 1 : skips & ~1;
  }

  /** The last message received before {@code ref} was made; null when there is none. */
  private @Nullable Message lastBefore(long ref) {
    if (tail == null || tail.lastRef < ref) {
      return tail;
    }
    Message near = cut;
    if (near != null && near.lastRef >= ref) {
      while (near != null && near.lastRef >= ref) {
        near = near.previous;
      }
      cut = near;
      return near;
    }
    // It is behind `near`. From there and from the end by turns: the nearer one finds it.
    Message far = tail;
    while (true) {
      Message following = near == null ? head : (Message) near.next;
      if (following == null || following.lastRef >= ref) {
        break;
      }
      near = following;
      Message before = far.previous;
      if (before == null || before.lastRef < ref) {
        near = before;
        break;
      }
      far = before;
    }
    cut = near;
    return near;
  }

  /** Whether {@link #scan} would return a message. */
  public boolean hasUnscanned() {
    return scanned == null ? head != null : scanned.next != null;
  }

  /** Returns the next message that this receive has not looked at, or null. It stays. */
  public @Nullable Message scan() {
    Message following = scanned == null ? head : (Message) scanned.next;
    if (following != null) {
      scanned = following;
    } else if (head != null) {
      skips += skips & 1; // once a receive, also if it looks at later messages as they come
    }
    return following;
  }

  /**
   * Scans for the answer to a request and removes it from the mailbox; null when the answer has not
   * arrived.
   */
  public @Nullable Message takeAnswer(long ref) {
    Message message = scan();
    while (message != null && !message.answers(ref)) {
      message = scan();
    }
    if (message != null) {
      remove(message);
    }
    return message;
  }

  /**
   * Removes the message that {@link #scan} returned last. Scanning starts anew.
   *
   * @return false when the mailbox has been emptied since, by another thread
   */
  public boolean takeScanned() {
    Message taken = scanned;
    if (taken == null) {
      return false;
    }
    remove(taken);
    return true;
  }

  /** The message that {@link #scan} returned last, which {@link #takeScanned} would remove. */
  public @Nullable Message lastScanned() {
    return scanned;
  }

  private void remove(Message message) {
    Message before = message.previous;
    Message after = (Message) message.next;
    if (before == null) {
      head = after;
      skips = 0;
    } else {
      before.next = after;
    }
    if (after == null) {
      tail = before;
    } else {
      after.previous = before;
    }
    if (cut == message) {
      cut = before;
    }
    message.next = null;
    message.previous = null;
    length--;
    scanned = null;
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

  public @Nullable Message newest() {
    return tail;
  }

  /**
   * Whether {@code message}, which was in this mailbox before, has not been taken since. One that
   * went when the mailbox was emptied counts as still there.
   */
  public boolean holds(Message message) {
    return message == head || message.previous != null;
  }

  /** Removes and returns all messages, oldest first. */
  public List<Message> takeAll() {
    List<Message> all = new ArrayList<>(length());
    forEach(all::add);
    clear();
    return all;
  }

  public void clear() {
    head = null;
    tail = null;
    scanned = null;
    cut = null;
    length = 0;
    skips = 0;
  }
}
