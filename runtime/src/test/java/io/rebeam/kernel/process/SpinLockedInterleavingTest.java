package io.rebeam.kernel.process;

import static io.rebeam.testing.Interleavings.check;
import static io.rebeam.testing.Interleavings.explore;
import static io.rebeam.testing.Interleavings.together;

import org.junit.jupiter.api.Test;

class SpinLockedInterleavingTest {
  private static final class Counter extends SpinLocked {
    private int count;

    void increment() {
      acquire();
      count++;
      release();
    }
  }

  @Test
  void oneThreadAtATimeHoldsTheLock() {
    explore(
        () -> {
          Counter counter = new Counter();
          together(
              () -> {
                counter.increment();
                counter.increment();
              },
              counter::increment);
          check(counter.count == 3, "counted " + counter.count);
          check(counter.isFree(), "the lock is held");
        });
  }

  @Test
  void aFreeLockShowsWhatItsLastHolderDid() {
    explore(
        () -> {
          Counter counter = new Counter();
          counter.acquire();
          together(
              () -> {
                counter.count = 1;
                counter.release();
              },
              () -> check(!counter.isFree() || counter.count == 1, "free too early"));
        });
  }
}
