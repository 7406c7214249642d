package io.rebeam.kernel.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.FakeHost;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunQueueTest {
  private static final class Processes extends FakeHost {
    LocalProcess make(Priority priority) {
      LocalProcess process = newborn(false);
      process.setPriority(priority);
      return process;
    }
  }

  private final Processes processes = new Processes();
  private final RunQueue queue = new RunQueue();

  private LocalProcess add(Priority priority) {
    LocalProcess process = processes.make(priority);
    queue.add(process);
    return process;
  }

  private void add(Priority priority, int count) {
    for (int i = 0; i < count; i++) {
      add(priority);
    }
  }

  private List<Priority> pollAll() {
    List<Priority> order = new ArrayList<>();
    LocalProcess process;
    while ((process = queue.poll()) != null) {
      order.add(process.priority());
    }
    return order;
  }

  @Test
  void processesOfOnePriorityTakeTurns() {
    LocalProcess first = add(Priority.NORMAL);
    LocalProcess second = add(Priority.NORMAL);

    assertThat(queue.poll()).isSameAs(first);
    queue.add(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("I5: a high process comes before all others")
  void highComesFirst() {
    add(Priority.LOW, 1);
    add(Priority.NORMAL, 1);
    add(Priority.HIGH, 2);

    assertThat(queue.size()).isEqualTo(4);
    assertThat(pollAll())
        .containsExactly(Priority.HIGH, Priority.HIGH, Priority.NORMAL, Priority.LOW);
  }

  @Test
  @DisplayName("M4: a low process has its turn after eight normal ones, however many wait")
  void lowIsNotStarved() {
    add(Priority.NORMAL, 20);
    add(Priority.LOW, 3);

    List<Priority> expected = new ArrayList<>();
    for (int normal : List.of(8, 8, 4)) {
      expected.addAll(Collections.nCopies(normal, Priority.NORMAL));
      expected.add(Priority.LOW);
    }
    assertThat(pollAll()).isEqualTo(expected);
  }

  @Test
  void normalProcessesRunOnWhenNoLowOneWaits() {
    add(Priority.NORMAL, 20);

    assertThat(pollAll()).isEqualTo(Collections.nCopies(20, Priority.NORMAL));
  }
}
