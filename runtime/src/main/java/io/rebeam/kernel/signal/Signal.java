package io.rebeam.kernel.signal;

import io.rebeam.kernel.handle.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A signal on its way to a process (semantics B1). A message is one kind of signal. Every signal is
 * in at most one queue at a time, linked through {@link #next}.
 */
public abstract sealed class Signal {
  /** The next signal of the queue or mailbox that holds this one; owned by that queue. */
  public @Nullable Signal next;

  /**
   * A message. Its payload is a Python value that went through the copy rules, or a {@link Notice}
   * that becomes one when Python first looks at it.
   */
  public static sealed class Message extends Signal permits DownMessage {
    /** The sender's serial, 0 when it was sent from outside any process. */
    public final long sender;

    /** When it was sent, in ticker nanoseconds. */
    public final long sentNanos;

    /** The alias it was sent through, 0 for none; checked at receipt (semantics F17). */
    public final long alias;

    public Object payload;

    /** The message before it in the mailbox; owned by the mailbox. */
    public @Nullable Message previous;

    /** The last reference the node had made when it was received; set by the mailbox. */
    public long lastRef;

    public Message(long sender, long sentNanos, long alias, Object payload) {
      this.sender = sender;
      this.sentNanos = sentNanos;
      this.alias = alias;
      this.payload = payload;
    }

    /** Whether it answers the request whose reference is {@code ref} (J40). */
    public boolean answers(long ref) {
      return alias == ref;
    }
  }

  /** A {@code Down}; it keeps the reference of its monitor also as a Python value. */
  public static final class DownMessage extends Message {
    private final long ref;

    public DownMessage(long sender, long sentNanos, Notice.DownNotice notice) {
      super(sender, sentNanos, 0, notice);
      ref = notice.ref();
    }

    @Override
    public boolean answers(long other) {
      return ref == other;
    }
  }

  /** A request to be linked. */
  public static final class LinkRequest extends Signal {
    public final Link link;

    public LinkRequest(Link link) {
      this.link = link;
    }
  }

  /** The end of a link by {@code unlink}. Acts only on the very link it names (semantics C11). */
  public static final class Unlink extends Signal {
    public final Link link;

    public Unlink(Link link) {
      this.link = link;
    }
  }

  /**
   * An exit signal; {@code linked} when a linked process has ended, else it comes from {@code
   * exit/2}.
   */
  public static final class Exit extends Signal {
    /** The sender; null when it was sent from outside any process. */
    public final @Nullable Endpoint sender;

    public final ExitReason reason;
    public final boolean linked;

    public Exit(@Nullable Endpoint sender, ExitReason reason, boolean linked) {
      this.sender = sender;
      this.reason = reason;
      this.linked = linked;
    }
  }

  /** A request to watch the receiver. */
  public static final class MonitorRequest extends Signal {
    public final Monitor monitor;

    public MonitorRequest(Monitor monitor) {
      this.monitor = monitor;
    }
  }

  /** The end of a monitor by {@code demonitor}, or by the watcher's death. */
  public static final class Demonitor extends Signal {
    public final Monitor monitor;

    public Demonitor(Monitor monitor) {
      this.monitor = monitor;
    }
  }

  /** A request to be suspended once more (semantics I9). */
  public static final class Suspend extends Signal {
    public final Endpoint suspender;

    public Suspend(Endpoint suspender) {
      this.suspender = suspender;
    }
  }

  /** The end of one suspension, or of all by this suspender when it has died. */
  public static final class Resume extends Signal {
    public final Endpoint suspender;
    public final boolean completely;

    public Resume(Endpoint suspender, boolean completely) {
      this.suspender = suspender;
      this.completely = completely;
    }
  }

  /** The end of a monitored process. Becomes a message if the monitor is still active. */
  public static final class Down extends Signal {
    public final Monitor monitor;
    public final ExitReason reason;
    public final long sentNanos;

    public Down(Monitor monitor, ExitReason reason, long sentNanos) {
      this.monitor = monitor;
      this.reason = reason;
      this.sentNanos = sentNanos;
    }
  }
}
