package io.rebeam.kernel.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.timer.TimerService.Timer;
import io.rebeam.testing.FakeTicker;
import io.rebeam.testing.TestProbe;
import io.rebeam.time.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimerServiceTest {
  private final FakeTicker ticker = new FakeTicker();
  private final TimerService service = new TimerService(ticker);
  private final List<String> fired = new ArrayList<>();

  private Timer in(long nanos, String name) {
    return service.schedule(nanos, () -> fired.add(name));
  }

  @Test
  @DisplayName("G11: no timer fires early, and they fire in the order of due times")
  void timersFireInOrderAndNotEarly() {
    in(30, "c");
    in(10, "a");
    in(20, "b");

    ticker.advance(9);
    service.fireDue();
    assertThat(fired).isEmpty();

    ticker.advance(1);
    service.fireDue();
    assertThat(fired).containsExactly("a");

    ticker.advance(1_000);
    service.fireDue();
    assertThat(fired).containsExactly("a", "b", "c");
    assertThat(service.size()).isZero();
  }

  @Test
  @DisplayName("G4: a timer of no time, or of less, is due at once")
  void aTimerOfNoTimeIsDueAtOnce() {
    in(0, "now");
    in(-5, "before");

    service.fireDue();

    assertThat(fired).containsExactlyInAnyOrder("now", "before");
  }

  @Test
  @DisplayName("A clock that is put ahead fires what is due then, in order, and goes on from there")
  void aClockThatIsPutAhead() {
    in(30, "c");
    in(10, "a");
    in(20, "b");
    Timer later = in(100, "later");

    service.advance(30);

    assertThat(fired).containsExactly("a", "b", "c");
    assertThat(service.read(later)).isEqualTo(70);
    in(5, "next");
    ticker.advance(5);
    service.fireDue();
    assertThat(fired).containsExactly("a", "b", "c", "next");
    assertThat(service.cancel(later)).isEqualTo(65);
  }

  @Test
  @DisplayName("G7: a cancelled timer tells what was left and never fires")
  void aCancelledTimerNeverFires() {
    Timer timer = in(100, "x");
    ticker.advance(40);

    assertThat(service.cancel(timer)).isEqualTo(60);

    assertThat(service.size()).isZero();
    ticker.advance(1_000);
    service.fireDue();
    assertThat(fired).isEmpty();
    assertThat(service.cancel(timer)).isEqualTo(-1);
  }

  @Test
  @DisplayName("G7: a timer that has fired cannot be cancelled")
  void aFiredTimerCannotBeCancelled() {
    Timer timer = in(5, "x");
    ticker.advance(5);
    service.fireDue();

    assertThat(service.cancel(timer)).isEqualTo(-1);
    assertThat(fired).containsExactly("x");
  }

  @Test
  @DisplayName("G9: reading a timer counts down to 0 and ends at -1")
  void readingCountsDown() {
    Timer timer = in(10, "x");

    assertThat(service.read(timer)).isEqualTo(10);
    ticker.advance(4);
    assertThat(service.read(timer)).isEqualTo(6);
    ticker.advance(10);
    assertThat(service.read(timer)).isZero();
    service.fireDue();
    assertThat(service.read(timer)).isEqualTo(-1);
  }

  @Test
  void anActionMaySchedule() {
    service.schedule(1, () -> in(0, "second"));
    ticker.advance(1);

    service.fireDue();

    assertThat(fired).containsExactly("second");
  }

  @Test
  void theThreadFiresWhatIsDue() {
    CompletableFuture<Thread> firing = new CompletableFuture<>();
    try (TimerService real = new TimerService(Ticker.system())) {
      real.start();
      real.schedule(3_600_000_000_000L, () -> {});
      real.schedule(1_000_000, () -> firing.complete(Thread.currentThread()));

      assertThat(TestProbe.await(firing).getName()).isEqualTo("rebeam-timer");
    }
  }

  @Test
  void theThreadFiresTimersThatAreMadeAfterEarlierOnesWereCancelled() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TimerService real = new TimerService(Ticker.system())) {
      real.start();
      for (int round = 0; round < 200; round++) {
        Timer earlier = real.schedule(random.nextInt(2_000_000), () -> {});
        CompletableFuture<Void> fired = new CompletableFuture<>();
        real.cancel(earlier);
        real.schedule(random.nextInt(2_000_000), () -> fired.complete(null));

        TestProbe.await(fired);
      }
    }
  }

  private record Planned(Timer timer, long due, int number) {}

  @Test
  @DisplayName("G7, G9, G11: a thousand random operations agree with a sorted list")
  void randomOperationsAgreeWithASortedList() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Planned> model = new ArrayList<>();
    List<Integer> firedNumbers = new ArrayList<>();
    Comparator<Planned> byDue = (a, b) -> Long.signum(a.due() - b.due());

    for (int step = 0; step < 1_000; step++) {
      String at = "seed " + seed + ", step " + step;
      int number = step;
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          // No two due times are equal: their order would be free (B10).
          long due = ticker.nanos() + random.nextInt(1_000) * 1_000L + step;
          model.add(
              new Planned(service.scheduleAt(due, () -> firedNumbers.add(number)), due, number));
        }
        case 2 -> {
          if (!model.isEmpty()) {
            Planned one = model.remove(random.nextInt(model.size()));
            assertThat(service.read(one.timer())).as(at).isEqualTo(left(one));
            assertThat(service.cancel(one.timer())).as(at).isEqualTo(left(one));
          }
        }
        default -> {
          ticker.advance(random.nextInt(200) * 1_000L);
          List<Integer> expected =
              model.stream()
                  .filter(p -> p.due() - ticker.nanos() <= 0)
                  .sorted(byDue)
                  .map(Planned::number)
                  .toList();
          service.fireDue();
          assertThat(firedNumbers).as(at).isEqualTo(expected);
          model.removeIf(p -> p.due() - ticker.nanos() <= 0);
          firedNumbers.clear();
        }
      }
      assertThat(service.size()).as(at).isEqualTo(model.size());
    }
  }

  private long left(Planned planned) {
    return Math.max(0, planned.due() - ticker.nanos());
  }
}
