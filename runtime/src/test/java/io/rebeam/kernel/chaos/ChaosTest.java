package io.rebeam.kernel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = Chaos.PROPERTY, matches = ".*")
class ChaosTest {
  /** Prints the seed, so that a failure of this run can be repeated. */
  @Test
  void theSwitchIsOn() {
    System.out.println("-Dchaos.seed=" + System.getProperty(Chaos.PROPERTY));

    assertThat(Long.getLong(Chaos.PROPERTY)).isNotNull();
  }
}
