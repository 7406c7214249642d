package io.rebeam.kernel.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.FakeHost;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.testing.TestProbe;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate while another thread is inside; {@link LoopGateInterleavingTest} for the moments. */
class LoopGateTest {
  private static final LoopUser ANYWHERE = new LoopUser("stepper", true);
  private static final LoopUser ON_CARRIERS = new LoopUser("stepper", false);

  private static final class Processes extends FakeHost {
    LocalProcess make() {
      return newborn(false);
    }
  }

  private final Processes processes = new Processes();
  private final LocalProcess process = processes.make();
  private final Queue<LocalProcess> requeued = new ConcurrentLinkedQueue<>();
  private final LoopGate gate = new LoopGate(requeued::add);

  /** The loop's thread is inside from the start and leaves when this is completed. */
  private final CompletableFuture<Void> leave = new CompletableFuture<>();

  private final CompletableFuture<LocalProcess> polled = new CompletableFuture<>();
  private final CompletableFuture<Boolean> carriersOnly = new CompletableFuture<>();
  private final CompletableFuture<Void> inside = new CompletableFuture<>();
  private final Thread loop = Thread.ofPlatform().unstarted(this::runLoop);

  private void runLoop() {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    inside.complete(null);
    leave.join();
    polled.complete(gate.poll());
    carriersOnly.complete(gate.leave());
  }

  @BeforeEach
  void loopEnters() {
    loop.start();
    TestProbe.await(inside);
  }

  @AfterEach
  void loopEnds() {
    leave.complete(null);
    TestProbe.expect(() -> !loop.isAlive(), () -> "the end of the loop");
  }

  @Test
  void aProcessThatFindsItClosedIsRunByTheLoop() {
    assertThat(gate.enterOrQueue(process, ANYWHERE)).isFalse();
    assertThat(gate.isMine()).isFalse();
    assertThat(requeued).isEmpty();

    leave.complete(null);

    assertThat(TestProbe.await(polled)).isSameAs(process);
    assertThat(TestProbe.await(carriersOnly)).isFalse();
    assertThat(requeued).isEmpty();
  }

  @Test
  void aProcessForCarriersGoesBackToTheRunQueueWhenTheLoopLeaves() {
    assertThat(gate.enterOrQueue(process, ON_CARRIERS)).isFalse();
    leave.complete(null);

    assertThat(TestProbe.await(carriersOnly)).isTrue();
    assertThat(requeued).containsExactly(process);
    assertThat(polled.join()).isNull();
  }

  @Test
  void aFreeGateLetsAProcessIn() {
    leave.complete(null);
    TestProbe.expect(() -> !loop.isAlive(), () -> "the end of the loop");

    assertThat(gate.enterOrQueue(process, ANYWHERE)).isTrue();
    assertThat(gate.isMine()).isTrue();
    assertThat(gate.leave()).isFalse();
    assertThat(gate.isMine()).isFalse();
  }

  @Test
  void theLoopTakesNoProcessWhileAThreadWaitsAtTheGate() {
    CompletableFuture<Void> entered = new CompletableFuture<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    gate.enter();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  gate.leave();
                  entered.complete(null);
                });
    TestProbe.expect(() -> waiter.getState() == Thread.State.WAITING, () -> "a thread at the gate");
    assertThat(gate.enterOrQueue(process, ANYWHERE)).isFalse();

    leave.complete(null);

    TestProbe.await(entered);
    assertThat(polled.join()).isNull();
    assertThat(requeued).containsExactly(process);
  }
}
