package io.rebeam.kernel.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.testing.FakeTicker;
import io.rebeam.testing.Kernels;
import io.rebeam.testing.TestProbe;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A scheduler, its monitor and its pool, with real threads and a clock that the test sets. */
class SchedulerTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final FakeTicker ticker = new FakeTicker(0);
  private final NodeState node = Kernels.state(ticker, 100);
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  private final Scheduler scheduler = new Scheduler(1, node, 2, GRACE, bugs::add);
  private final FakePython python = new FakePython(scheduler);

  /** Completed to let the code of busy processes go on. */
  private final CompletableFuture<Void> go = new CompletableFuture<>();

  @BeforeEach
  void start() {
    ticker.advance(1); // a slice that begins at 0 is none
    scheduler.start(python);
  }

  @AfterEach
  void stop() {
    go.complete(null);
    scheduler.stop();
    assertThat(bugs).isEmpty();
  }

  private LocalProcess create(ProcessKind kind, Object body) {
    return Objects.requireNonNull(LocalProcess.create(scheduler, 0, kind, body, false));
  }

  private LocalProcess spawn(Runnable step) {
    LocalProcess process = create(ProcessKind.COROUTINE, step);
    RunState.start(process);
    return process;
  }

  /** A process that runs {@code body} once, on its scheduler, and ends. */
  private LocalProcess spawnOnce(Runnable body) {
    return spawn(
        () -> {
          body.run();
          scheduler.finished(ExitReason.NORMAL);
        });
  }

  private LocalProcess spawnBusy(CompletableFuture<Thread> started) {
    return spawnOnce(
        () -> {
          started.complete(Thread.currentThread());
          go.join();
        });
  }

  private void pass(Duration time) {
    ticker.advance(time.toNanos());
  }

  private static Signal.Exit exit(ExitReason reason) {
    return new Signal.Exit(null, reason, false);
  }

  private void expectOneCarrier() {
    TestProbe.expect(
        () -> scheduler.threads().stream().allMatch(thread -> thread == scheduler.carrier()),
        () -> "the carrier alone, but there are " + scheduler.threads());
  }

  // ---- the carrier ----

  @Test
  void aProcessIsSteppedForEachMessageAndWaitsBetween() {
    Queue<Object> seen = new ConcurrentLinkedQueue<>();
    LocalProcess process =
        spawn(
            () -> {
              LocalProcess self = FakePython.current();
              Signal.Message message;
              while ((message = Receive.takeOldest(self)) != null) {
                seen.add(message.payload);
              }
            });
    TestProbe.expect(() -> process.slices() == 1, () -> "a first slice");

    Signals.deliver(process, new Signal.Message(0, 0, 0, "a"));
    TestProbe.expect(() -> seen.contains("a"), () -> "a message, but " + seen);
    Signals.deliver(process, new Signal.Message(0, 0, 0, "b"));
    TestProbe.expect(() -> seen.contains("b"), () -> "another message, but " + seen);

    assertThat(process.isDead()).isFalse();
    assertThat(scheduler.runQueueLength()).isZero();
  }

  @Test
  @DisplayName("D6: the run queue goes to a fresh carrier when a slice is too long")
  void theRunQueueIsHandedOver() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    CompletableFuture<Thread> other = new CompletableFuture<>();
    LocalProcess holds = spawnBusy(busy);
    Thread first = TestProbe.await(busy);
    spawnOnce(() -> other.complete(Thread.currentThread()));

    // No time has passed, so the first carrier keeps the queue.
    assertThat(scheduler.carrier()).isSameAs(first);
    assertThat(other).isNotDone();
    pass(Duration.ofMillis(100));

    assertThat(TestProbe.await(other)).isNotSameAs(first).isSameAs(scheduler.carrier());
    assertThat(holds.isDead()).isFalse();
    go.complete(null);
    TestProbe.expect(holds::isDead, () -> "the end of the busy process");
    expectOneCarrier();
    assertThat(scheduler.slices()).isEqualTo(2);
  }

  @Test
  void aBusyProcessKeepsTheCarrierWhileNoOtherWaits() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    spawnBusy(busy);
    Thread first = TestProbe.await(busy);
    pass(Duration.ofMillis(1_500));

    // The monitor has looked since: it tells of long slices after it has handed over.
    TestProbe.expect(() -> !python.stacks.isEmpty(), () -> "a report of the long slice");
    assertThat(scheduler.carrier()).isSameAs(first);
  }

  @Test
  @DisplayName("M10: a process that holds a carrier for a second is reported, once a slice")
  void aLongSliceIsReportedOnce() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    LocalProcess holds = spawnBusy(busy);
    TestProbe.await(busy);
    pass(Duration.ofMillis(1_500));
    TestProbe.expect(() -> !python.stacks.isEmpty(), () -> "a report");

    pass(Duration.ofMillis(1_500));
    scheduler.blocking().execute(go::join); // a second thread: the monitor makes both share
    TestProbe.expect(() -> python.yields.size() > 1, () -> "looks of the monitor");

    assertThat(python.stacks).containsExactly(holds);
  }

  @Test
  void runningThreadsShareTheInterpreterLock() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    spawnBusy(busy);
    Thread first = TestProbe.await(busy);
    scheduler.blocking().execute(go::join);

    TestProbe.expect(() -> python.yields.contains(first), () -> "the carrier yields");
    assertThat(python.yields).containsOnly((RuntimeThread) first); // the other runs no process
  }

  @Test
  @DisplayName("D7: the thread of a killed process is stopped again and again until it has ended")
  void aKilledProcessIsStoppedUntilItEnds() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    LocalProcess process = spawnBusy(busy);
    TestProbe.await(busy);

    Signals.deliver(process, exit(ExitReason.KILL));

    assertThat(process.isDead()).isTrue();
    assertThat(scheduler.termination().zombies()).isEqualTo(1);
    TestProbe.expect(() -> python.kills.size() > 2, () -> "kills, but " + python.kills);
    assertThat(scheduler.termination().isOverdue(process)).isFalse();
    pass(GRACE);
    assertThat(scheduler.termination().isOverdue(process)).isTrue();
    go.complete(null);
    TestProbe.expect(() -> scheduler.termination().zombies() == 0, () -> "the end of its code");
    TestProbe.expect(
        () -> !scheduler.termination().isOverdue(process), () -> "nothing to stop any more");
  }

  @Test
  @DisplayName("N7: a process that does not end its slice is ended when its time is over")
  void aProcessThatDoesNotUnwindIsAbandoned() {
    CompletableFuture<Thread> busy = new CompletableFuture<>();
    LocalProcess process = spawnBusy(busy);
    TestProbe.await(busy);
    Signals.deliver(process, exit(ExitReason.ofWord("x")));
    assertThat(process.isDead()).isFalse();

    pass(GRACE);

    TestProbe.expect(process::isDead, () -> "its end");
    assertThat(Objects.requireNonNull(process.exitReason()).text()).isEqualTo("x");
    TestProbe.expect(() -> python.kills.contains(process), () -> "a stop of its code");
  }

  // ---- blocking processes ----

  private LocalProcess startBlocking(Runnable body) {
    LocalProcess process = create(ProcessKind.BLOCKING, "body");
    assertThat(scheduler.blocking().start(process, body)).isTrue();
    return process;
  }

  @Test
  void aThreadIsUsedAgainWhenItsProcessHasEnded() {
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();
    LocalProcess process =
        startBlocking(
            () -> {
              first.complete(Thread.currentThread());
              Exits.finish(FakePython.current(), ExitReason.NORMAL);
            });
    Thread thread = TestProbe.await(first);
    TestProbe.expect(() -> process.thread() == null, () -> "the end of the first");
    TestProbe.expect(
        () -> thread.getState() == Thread.State.TIMED_WAITING, () -> "a thread that waits");

    startBlocking(() -> second.complete(Thread.currentThread()));

    assertThat(TestProbe.await(second)).isSameAs(thread);
  }

  @Test
  @DisplayName("A11: there are no more threads than allowed, and one that is free again serves")
  void threadsAreLimited() {
    LocalProcess one = startBlocking(go::join);
    LocalProcess other = startBlocking(go::join);

    assertThat(scheduler.blocking().start(create(ProcessKind.BLOCKING, "body"), go)).isFalse();
    assertThat(scheduler.blocking().threadCount()).isEqualTo(2);

    go.complete(null);
    TestProbe.expect(() -> one.isDead() && other.isDead(), () -> "the ends of both");
    CompletableFuture<String> served = new CompletableFuture<>();
    TestProbe.expect(
        () -> scheduler.blocking().execute(() -> served.complete("served")), () -> "a free thread");
    assertThat(TestProbe.await(served)).isEqualTo("served");
  }

  @Test
  void aBodyThatReturnsWithoutAnEndIsEnded() {
    LocalProcess process = startBlocking(() -> {});

    TestProbe.expect(process::isDead, () -> "its end");
    assertThat(Objects.requireNonNull(process.exitReason()).text()).isEqualTo("interrupted");
  }

  @Test
  void aBodyThatIsKilledLeavesItsThreadToOthers() {
    LocalProcess process =
        startBlocking(
            () -> {
              go.join();
              throw new ProcessKilled();
            });
    TestProbe.expect(() -> process.thread() != null, () -> "its thread");
    Signals.deliver(process, exit(ExitReason.KILL));
    assertThat(process.exitReason()).isEqualTo(ExitReason.KILLED);
    assertThat(python.kills).contains(process);

    go.complete(null);

    TestProbe.expect(() -> process.thread() == null, () -> "its thread to be free");
    assertThat(scheduler.termination().zombies()).isZero();
  }

  @Test
  @DisplayName("M14: a blocking process that waits is woken by a message and by a wake-up")
  void aBlockingProcessIsWoken() {
    Queue<Object> seen = new ConcurrentLinkedQueue<>();
    CompletableFuture<Integer> waits = new CompletableFuture<>();
    LocalProcess process =
        startBlocking(
            () -> {
              LocalProcess self = FakePython.current();
              RunState.prepareWait(self, WaitMode.MESSAGE);
              Signal.Message message;
              while ((message = Receive.takeOldest(self)) == null) {
                scheduler.blocking().await(self);
              }
              seen.add(message.payload);
              int wait = RunState.prepareWait(self, WaitMode.WAKE_UP);
              waits.complete(wait);
              scheduler.blocking().await(self);
              seen.add(RunState.wasWoken(self, wait));
              Exits.finish(self, ExitReason.NORMAL);
            });

    Signals.deliver(process, new Signal.Message(0, 0, 0, "message"));
    RunState.wakeUp(process, TestProbe.await(waits));

    TestProbe.expect(process::isDead, () -> "its end, after " + seen);
    assertThat(seen).hasSize(2).first().isEqualTo("message");
    assertThat(python.exits).isEmpty();
  }

  @Test
  void aFunctionThatAProcessAwaitsBelongsToIt() {
    CompletableFuture<LocalProcess> owner = new CompletableFuture<>();
    LocalProcess process = spawn(() -> RunState.waitFor(FakePython.current(), WaitMode.MESSAGE));

    scheduler.blocking().submit(process, (Runnable) () -> owner.complete(FakePython.current()));

    assertThat(TestProbe.await(owner)).isSameAs(process);
  }
}
