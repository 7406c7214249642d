package io.rebeam.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.history.ExitOrigin;
import io.rebeam.kernel.process.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private final Endings endings = new Endings();

  private static Ending ending(long serial) {
    return new Ending(
        serial, 0, null, null, "f", "normal", false, ExitOrigin.Kind.ITSELF, 0, 0, 0, serial);
  }

  @Test
  void theLatestStandsAtTheEnd() {
    endings.add(ending(1));
    endings.add(ending(2));

    assertThat(endings.all()).extracting(Ending::serial).containsExactly(1L, 2L);
    assertThat(endings.total()).isEqualTo(2);
  }

  @Test
  void theOldestIsForgottenFirst() {
    for (int serial = 1; serial <= Endings.KEPT + 5; serial++) {
      endings.add(ending(serial));
    }

    assertThat(endings.all()).hasSize(Endings.KEPT).first().isEqualTo(ending(6));
    assertThat(endings.total()).isEqualTo(Endings.KEPT + 5);
    assertThat(endings.of(5)).isNull();
    assertThat(Objects.requireNonNull(endings.of(6)).serial()).isEqualTo(6);
  }

  @Test
  void manyThreadsAddAtOnceAndNoneIsLost() throws InterruptedException {
    int each = Endings.KEPT / 4;
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t * each + 1;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () ->
                      IntStream.range(first, first + each)
                          .forEach(serial -> endings.add(ending(serial)))));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(endings.all()).extracting(Ending::serial).doesNotHaveDuplicates().hasSize(4 * each);
  }
}
