package io.rebeam.kernel.process;

import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.Signal.Message;
import org.jspecify.annotations.Nullable;

/** Taking messages out of a mailbox (semantics F). Called by the process's own thread. */
public final class Receive {
  private Receive() {}

  /**
   * Takes the oldest message, or returns null: then the caller has to let the scheduler run. The
   * budget makes a flooded process do so as well, with messages left (M12).
   */
  public static @Nullable Message takeOldest(LocalProcess self) {
    Signals.settle(self);
    if (RunState.mustSuspendFirst(self)) {
      return null;
    }
    Message message;
    self.acquire();
    try {
      message = self.mailbox.takeFirst();
    } finally {
      self.release();
    }
    return taken(self, message);
  }

  /**
   * Enters a selective receive. Returns whether the process has to suspend first. The scan itself
   * does not: it must not end before the last message, or a receive with a timeout would miss a
   * match (F5).
   *
   * @param ref the serial of the reference that every message sought holds: the scan starts after
   *     the messages that came before it was made (F14); 0 for none
   */
  public static boolean rewind(LocalProcess self, long ref) {
    Signals.settle(self);
    self.acquire();
    try {
      self.mailbox.rewind(ref);
    } finally {
      self.release();
    }
    return RunState.mustSuspendFirst(self);
  }

  /** The next message this receive has not seen; it stays in the mailbox. Null: wait. */
  public static @Nullable Message scan(LocalProcess self) {
    Signals.settle(self);
    Message message;
    self.acquire();
    try {
      message = self.mailbox.scan();
    } finally {
      self.release();
    }
    if (message == null) {
      RunState.waitFor(self, WaitMode.MESSAGE);
    }
    return message;
  }

  /**
   * Removes the message that {@link #scan} returned last; false when the mailbox has been emptied
   * since.
   */
  public static boolean takeScanned(LocalProcess self) {
    Message message;
    boolean taken;
    self.acquire();
    try {
      message = self.mailbox.lastScanned();
      taken = self.mailbox.takeScanned();
    } finally {
      self.release();
    }
    if (self.traced && taken && message != null) {
      self.kernel().observer().received(self, message);
    }
    return taken;
  }

  /**
   * Takes the answer to a request, its reply or its {@code Down}, if it is among the messages that
   * this receive has not seen (J40). Null: wait.
   */
  public static @Nullable Message takeAnswer(LocalProcess self, long ref) {
    Signals.settle(self);
    Message message;
    self.acquire();
    try {
      message = self.mailbox.takeAnswer(ref);
    } finally {
      self.release();
    }
    return taken(self, message);
  }

  private static @Nullable Message taken(LocalProcess self, @Nullable Message message) {
    if (message == null) {
      RunState.waitFor(self, WaitMode.MESSAGE);
    } else if (self.traced) {
      self.kernel().observer().received(self, message);
    }
    return message;
  }

  /**
   * Makes a reference. What has arrived before is received before, so that a receive for the
   * reference need not look at it (F14).
   */
  public static long newRef(LocalProcess self) {
    Signals.settle(self);
    return self.kernel().nextRef();
  }
}
