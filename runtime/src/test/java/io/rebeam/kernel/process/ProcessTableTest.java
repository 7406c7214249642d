package io.rebeam.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
  private final FakeHost host = new FakeHost();
  private final ProcessTable table = new ProcessTable();

  private LocalProcess process(long serial) {
    return LocalProcess.dead(host, serial);
  }

  @Test
  void anEmptyTableHasNothing() {
    assertThat(table.size()).isZero();
    assertThat(table.get(1)).isNull();
    assertThat(table.all()).isEmpty();
  }

  @Test
  void processesAreListedBySerial() {
    for (long serial : new long[] {33, 1, 17, 16, 2}) {
      table.add(process(serial));
    }

    assertThat(table.all()).map(LocalProcess::serial).containsExactly(1L, 2L, 16L, 17L, 33L);
  }

  @Test
  void removingAnAbsentProcessChangesNothing() {
    table.add(process(1));

    table.remove(process(17));

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.get(1)).isNotNull();
  }

  @Test
  void randomOperationsAgreeWithAMap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Long, LocalProcess> model = new HashMap<>();

    for (int step = 0; step < 50_000; step++) {
      String at = "seed " + seed + ", step " + step;
      // Few serials, many of them in one stripe with the same home: probing and closing of gaps.
      long serial =
          random.nextBoolean() ? 1 + random.nextInt(2_000) : 256L * random.nextInt(50) + 3;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          if (!model.containsKey(serial)) {
            LocalProcess process = process(serial);
            table.add(process);
            model.put(serial, process);
          }
        }
        case 2, 3 -> {
          table.remove(process(serial));
          model.remove(serial);
        }
        default -> {}
      }
      assertThat(table.get(serial)).as(at).isSameAs(model.get(serial));
      assertThat(table.size()).as(at).isEqualTo(model.size());
    }

    List<LocalProcess> expected =
        model.values().stream().sorted(Comparator.comparing(LocalProcess::serial)).toList();
    assertThat(table.all()).as("seed " + seed).isEqualTo(expected);
    for (LocalProcess process : expected) {
      assertThat(table.get(process.serial())).as("seed " + seed).isSameAs(process);
    }
  }
}
