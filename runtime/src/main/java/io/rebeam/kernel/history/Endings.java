package io.rebeam.kernel.history;

import io.rebeam.history.History;
import io.rebeam.kernel.process.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The last ends of processes, in a ring. Any thread; adding never waits. */
public final class Endings {
  /** How many are kept. */
  public static final int KEPT = History.ENDS_KEPT;

  private final AtomicReferenceArray<@Nullable Ending> ring = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong added = new AtomicLong();

  /** Adds the newest. May be called under a process's lock. */
  public void add(Ending ending) {
    ring.setRelease((int) (added.getAndIncrement() % KEPT), ending);
  }

  /** How many there have been, with the ones that are no longer kept. */
  public long total() {
    return added.get();
  }

  /** Those that are kept, the oldest first. */
  public List<Ending> all() {
    long end = added.get();
    List<Ending> all = new ArrayList<>();
    for (long i = Math.max(0, end - KEPT); i < end; i++) {
      Ending ending = ring.getAcquire((int) (i % KEPT));
      if (ending != null) { // else it is being added
        all.add(ending);
      }
    }
    all.sort((a, b) -> Long.signum(a.endedNanos() - b.endedNanos()));
    return all;
  }

  /** The end of the process with that serial, or null when it is not kept. */
  public @Nullable Ending of(long serial) {
    for (int i = 0; i < KEPT; i++) {
      Ending ending = ring.getAcquire(i);
      if (ending != null && ending.serial() == serial) {
        return ending;
      }
    }
    return null;
  }
}
