package io.rebeam.kernel.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The live processes by serial: open addressing in stripes, since a map entry object for each of a
 * million processes would cost more than the rest of its bookkeeping. Any thread.
 */
public final class ProcessTable {
  private static final int STRIPES = 16;

  /** 2^64 divided by the golden ratio: Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  private final Stripe[] stripes = new Stripe[STRIPES];

  ProcessTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  void add(LocalProcess process) {
    stripe(process.serial()).add(process);
  }

  void remove(LocalProcess process) {
    stripe(process.serial()).remove(process.serial());
  }

  /** The process with that serial, or null when it is dead or never was. */
  public @Nullable LocalProcess get(long serial) {
    return stripe(serial).get(serial);
  }

  public int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.size;
    }
    return size;
  }

  /** All of them, by serial; those alive during the whole call are in it (semantics A28). */
  public List<LocalProcess> all() {
    List<LocalProcess> all = new ArrayList<>(size() + STRIPES);
    for (Stripe stripe : stripes) {
      stripe.addTo(all);
    }
    all.sort((a, b) -> Long.compare(a.serial(), b.serial()));
    return all;
  }

  private Stripe stripe(long serial) {
    return stripes[(int) (serial & (STRIPES - 1))];
  }

  /** One part of the table: linear probing, deletion by moving later entries back. */
  private static final class Stripe {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LocalProcess[] slots = new LocalProcess[16];
    private volatile int size;

    void add(LocalProcess process) {
      lock.lock();
      try {
        if (size * 3 >= slots.length * 2) {
          grow();
        }
        insert(slots, process);
        size = size + 1;
      } finally {
        lock.unlock();
      }
    }

    @Nullable LocalProcess get(long serial) {
      lock.lock();
      try {
        return slots[find(serial)];
      } finally {
        lock.unlock();
      }
    }

    void remove(long serial) {
      lock.lock();
      try {
        int hole = find(serial);
        if (slots[hole] == null) {
          return;
        }
        slots[hole] = null;
        size = size - 1;
        closeGap(hole);
      } finally {
        lock.unlock();
      }
    }

    void addTo(List<LocalProcess> all) {
      lock.lock();
      try {
        for (LocalProcess process : slots) {
          if (process != null) {
            all.add(process);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    private int find(long serial) {
      int mask = slots.length - 1;
      int i = home(serial, mask);
      for (LocalProcess p = slots[i]; p != null && p.serial() != serial; p = slots[i]) {
        i = (i + 1) & mask;
      }
      return i;
    }

    private void closeGap(int gap) {
      int mask = slots.length - 1;
      int hole = gap;
      int i = (hole + 1) & mask;
      for (LocalProcess p = slots[i]; p != null; p = slots[i]) {
        int home = home(p.serial(), mask);
        // p may move into the hole unless its home lies after the hole, up to where it stands.
        if (((i - home) & mask) >= ((i - hole) & mask)) {
          slots[hole] = p;
          slots[i] = null;
          hole = i;
        }
        i = (i + 1) & mask;
      }
    }

    private void grow() {
      @Nullable LocalProcess[] larger = new LocalProcess[slots.length * 2];
      for (LocalProcess process : slots) {
        if (process != null) {
          insert(larger, process);
        }
      }
      slots = larger;
    }

    private static void insert(@Nullable LocalProcess[] slots, LocalProcess process) {
      int mask = slots.length - 1;
      int i = home(process.serial(), mask);
      while (slots[i] != null) {
        i = (i + 1) & mask;
      }
      slots[i] = process;
    }

    /**
     * Scattered: serials follow one another, and were their homes to do so too, all would stand in
     * one run, which each removal has to walk.
     */
    private static int home(long serial, int mask) {
      return (int) (((serial / STRIPES) * SCATTER) >>> 32) & mask;
    }
  }
}
