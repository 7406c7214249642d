package io.rebeam.kernel.process;

import io.rebeam.kernel.registry.NameRegistry;

/** Registered names of processes (semantics E). Any thread. */
public final class Names {
  private Names() {}

  /** What came of {@link #register}. */
  public enum Registration {
    DONE,
    NAME_TAKEN,
    ALREADY_NAMED,
    NO_PROCESS
  }

  /** Registers {@code process} under {@code name} (E1, E2). */
  public static Registration register(LocalProcess process, String name) {
    Registration registration = claim(process, name);
    if (registration == Registration.DONE) {
      process.kernel().observer().registered(process, name);
    }
    return registration;
  }

  private static Registration claim(LocalProcess process, String name) {
    Signals.settle(process);
    NameRegistry<LocalProcess> registry = process.kernel().names();
    process.acquire();
    try {
      if (process.isExitingOrDead()) {
        return Registration.NO_PROCESS;
      }
      Relations own = process.relations();
      if (own.name != null) {
        return Registration.ALREADY_NAMED;
      }
      if (!registry.claim(name, process)) {
        return Registration.NAME_TAKEN;
      }
      own.name = name;
      own.nameSinceNanos = process.kernel().ticker().nanos();
      return Registration.DONE;
    } finally {
      process.release();
    }
  }

  /** Frees the name if it is the process's (E4). */
  public static boolean unregister(LocalProcess process, String name) {
    boolean done = free(process, name);
    if (done) {
      process.kernel().observer().unregistered(process, name);
    }
    return done;
  }

  private static boolean free(LocalProcess process, String name) {
    process.acquire();
    try {
      Relations own = process.relationsOrNull();
      if (own == null || !name.equals(own.name)) {
        return false;
      }
      own.name = null;
      process.kernel().names().release(name, process);
      return true;
    } finally {
      process.release();
    }
  }
}
