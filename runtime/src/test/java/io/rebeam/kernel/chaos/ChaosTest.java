package io.rebeam.kernel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ChaosTest {
  /** Enough that a thread that hesitates at random does so at one of them. */
  private static final int SEAMS = 1_000;

  /** How often the calling thread has waited, parks included. */
  private static long waits() {
    long thread = Thread.currentThread().threadId();
    return ManagementFactory.getThreadMXBean().getThreadInfo(thread).getWaitedCount();
  }

  private static long waitsAtSeams() {
    long before = waits();
    for (int i = 0; i < SEAMS; i++) {
      Chaos.seam();
    }
    return waits() - before;
  }

  /** Prints the seed, with which a failure of this run can be repeated. */
  @Test
  @EnabledIfSystemProperty(named = Chaos.PROPERTY, matches = ".*")
  void withChaosThreadsHesitateAndSlicesAreShort() {
    System.out.println("-Dchaos.seed=" + System.getProperty(Chaos.PROPERTY));

    assertThat(waitsAtSeams()).isPositive();
    assertThat(Chaos.share(30)).isEqualTo(1);
  }

  @Test
  @DisabledIfSystemProperty(named = Chaos.PROPERTY, matches = ".*")
  void withoutChaosNothingHappens() {
    assertThat(waitsAtSeams()).isZero();
    assertThat(Chaos.share(30)).isEqualTo(30);
  }
}
