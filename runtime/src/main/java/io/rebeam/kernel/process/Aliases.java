package io.rebeam.kernel.process;

/** Aliases of a process (semantics F15 to F20, D16). */
public final class Aliases {
  /** What ends an alias besides {@code unalias} and its process's death (semantics D16, F16). */
  public enum Mode {
    /** Nothing. */
    EXPLICIT_UNALIAS,
    /** The first message received through it. */
    REPLY,
    /** The end of its monitor. */
    DEMONITOR,
    /** Either; and the first message received through it ends the monitor as well. */
    REPLY_DEMONITOR
  }

  private Aliases() {}

  /** Makes an alias of the calling process; returns the reference's serial. */
  public static long alias(LocalProcess self, Mode mode) {
    long ref = Receive.newRef(self);
    self.acquire();
    try {
      if (!self.isDead()) {
        add(self, ref, mode);
      }
    } finally {
      self.release();
    }
    return ref;
  }

  /** Ends an alias; returns whether it was an active one of the calling process (F17). */
  public static boolean unalias(LocalProcess self, long ref) {
    Signals.settle(self); // what was sent before is received before
    boolean was;
    self.acquire();
    try {
      Relations own = self.relationsOrNull();
      was = own != null && own.aliases.remove(ref) != null;
    } finally {
      self.release();
    }
    if (was) {
      self.kernel().names().removeAlias(ref);
    }
    return was;
  }

  // ---- under the lock of `self` ----

  /** Makes a reference of a process that lives an alias. */
  static void add(LocalProcess self, long ref, Mode mode) {
    self.relations().aliases.put(ref, mode);
    self.kernel().names().addAlias(ref, self);
  }

  /** Whether a message sent through the alias is received; it may be the last (F16, D16). */
  static boolean admits(LocalProcess self, long ref, Settlement settlement) {
    Relations own = self.relationsOrNull();
    Mode mode = own == null ? null : own.aliases.get(ref);
    if (own == null || mode == null) {
      return false;
    }
    if (mode == Mode.REPLY) {
      remove(self, own, ref);
    } else if (mode == Mode.REPLY_DEMONITOR) {
      Monitors.end(self, ref, settlement);
    }
    return true;
  }

  /** Ends the alias that ends with its monitor, if there is one. */
  static void monitorEnded(LocalProcess self, long ref) {
    Relations own = self.relationsOrNull();
    Mode mode = own == null ? null : own.aliases.get(ref);
    if (own != null && (mode == Mode.DEMONITOR || mode == Mode.REPLY_DEMONITOR)) {
      remove(self, own, ref);
    }
  }

  private static void remove(LocalProcess self, Relations own, long ref) {
    own.aliases.remove(ref);
    self.kernel().names().removeAlias(ref);
  }
}
