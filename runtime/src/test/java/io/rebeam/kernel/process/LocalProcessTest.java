package io.rebeam.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.Names.Registration;
import io.rebeam.kernel.process.RunState.Turn;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.testing.TestProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalProcessTest {
  private static final ExitReason BOOM = ExitReason.ofWord("boom");

  private final FakeHost host = new FakeHost();

  private static void send(LocalProcess to, Object payload) {
    Signals.deliver(to, new Message(0, 0, 0, payload));
  }

  private static void exit(LocalProcess to, ExitReason reason) {
    Signals.deliver(to, new Signal.Exit(null, reason, false));
  }

  private static @Nullable String reason(LocalProcess process) {
    ExitReason reason = process.exitReason();
    return reason == null ? null : reason.text();
  }

  private static @Nullable Object payload(@Nullable Message message) {
    return message == null ? null : message.payload;
  }

  @Nested
  class Life {
    @Test
    void aProcessIsInTheTableWhileItLives() {
      LocalProcess process = host.spawn(false);
      assertThat(host.kernel.table().get(process.serial())).isSameAs(process);

      Exits.finish(process, ExitReason.NORMAL);

      assertThat(host.kernel.table().get(process.serial())).isNull();
      assertThat(process.isAlive()).isFalse();
      assertThat(process.isDead()).isTrue();
      assertThat(reason(process)).isEqualTo("normal");
    }

    @Test
    @DisplayName("A30: serials are never used again")
    void serialsAreNeverUsedAgain() {
      long last = 0;
      for (int i = 0; i < 1_000; i++) {
        LocalProcess process = host.spawn(false);
        assertThat(process.serial()).isGreaterThan(last);
        last = process.serial();
        Exits.finish(process, ExitReason.NORMAL);
      }
      assertThat(host.kernel.table().size()).isZero();
    }

    @Test
    void theDeadKeepNoVariables() {
      LocalProcess process = host.spawn(false);
      process.setVariables("before");

      Exits.finish(process, ExitReason.NORMAL);
      assertThat(process.variables()).isNull();

      process.setVariables("by the thread that still ran it when it was killed");
      assertThat(process.variables()).isNull();
    }

    @Test
    @DisplayName("M7: a full mailbox ends a process that does not look at it")
    void aFullMailboxEndsABusyProcess() {
      LocalProcess busy = host.spawn(false);
      busy.setMaxMessages(2);
      RunState.start(busy);
      host.run();
      LocalProcess sender = host.spawn(false);

      send(busy, 1);
      Signals.send(sender, busy, new Message(sender.serial(), 0, 0, 2));
      assertThat(busy.isExitingOrDead()).isFalse();
      Signals.send(sender, busy, new Message(sender.serial(), 0, 0, 3));

      assertThat(busy.isExitingOrDead()).isTrue();
      assertThat(reason(busy)).isEqualTo("message_queue_limit");
    }

    @Test
    @DisplayName("H3: who looks at a process sees what others have sent before, also if it is busy")
    void relationsAreSeenWhenTheyHaveBeenSent() {
      LocalProcess busy = host.spawn(false);
      RunState.start(busy);
      LocalProcess peer = host.spawn(false);

      Links.link(peer, busy);
      assertThat(ProcessFacts.links(busy)).containsExactly(peer);
      Monitors.monitor(peer, busy, null, null, null);
      assertThat(ProcessFacts.monitoredBy(busy)).hasSize(1);
      assertThat(ProcessFacts.relationCounts(busy)).containsExactly(1, 0, 1);
    }

    @Test
    @DisplayName("A21: the first exit signal wins")
    void theFirstExitSignalWins() {
      LocalProcess process = host.spawn(false);

      exit(process, ExitReason.ofWord("a"));
      exit(process, ExitReason.ofWord("b"));
      host.run();

      assertThat(reason(process)).isEqualTo("a");
    }

    @Test
    @DisplayName("N8: what unwinding raises does not change the reason")
    void unwindingDoesNotChangeTheReason() {
      LocalProcess process = host.spawn(false);
      exit(process, BOOM);
      assertThat(process.isAlive()).isFalse();
      assertThat(process.isDead()).isFalse();

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.UNWIND);
      Exits.finish(process, ExitReason.ofWord("other"));

      assertThat(reason(process)).isEqualTo("boom");
    }

    @Test
    @DisplayName("N10: kill ends a process that unwinds, with the reason it had")
    void killEndsAnUnwindingProcess() {
      LocalProcess process = host.spawn(false);
      exit(process, BOOM);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.UNWIND);

      exit(process, ExitReason.KILL);

      assertThat(process.isDead()).isTrue();
      assertThat(reason(process)).isEqualTo("boom");
      assertThat(host.stopped).contains(process);
    }

    @Test
    @DisplayName("A23: an exit signal is received before is_alive by its sender is answered")
    void killedIsNotAlive() {
      LocalProcess process = host.spawn(true);

      exit(process, ExitReason.KILL);

      assertThat(process.isAlive()).isFalse();
      assertThat(host.stopped).contains(process);
    }

    @Test
    @DisplayName("B5: messages sent after a fatal exit signal are dropped")
    void messagesAfterTheExitAreDropped() {
      LocalProcess process = host.spawn(false);
      send(process, "ok");

      exit(process, BOOM);
      send(process, "late");

      assertThat(FakeHost.mailbox(process)).containsExactly("ok");
    }

    @Test
    @DisplayName("C16: a blocking process dies at the receipt of any exit signal")
    void aBlockingProcessDiesAtReceipt() {
      LocalProcess process =
          Objects.requireNonNull(
              LocalProcess.create(host, 0, ProcessKind.BLOCKING, "function", false));

      exit(process, BOOM);

      assertThat(process.isDead()).isTrue();
      assertThat(reason(process)).isEqualTo("boom");
      assertThat(host.stopped).contains(process);
    }

    @Test
    void theDeathListenerHearsReasonOriginAndMessagesLeft() {
      List<String> heard = new ArrayList<>();
      LocalProcess process = host.newborn(false);
      Exits.listen(
          process,
          (dead, reason, origin, left) ->
              heard.add(dead + " " + reason.text() + " " + origin + " " + left));
      LocalProcess peer = host.spawn(false);
      RunState.start(process);
      host.run();
      Links.link(process, peer);
      host.run();
      send(process, "a");
      send(process, "b");

      Exits.finish(peer, BOOM);
      host.run();

      assertThat(heard).containsExactly(process + " boom " + peer + " 2");
    }
  }

  @Nested
  class Running {
    @Test
    @DisplayName("M14: a process is made runnable once, however many messages arrive")
    void aProcessIsMadeRunnableOnce() {
      LocalProcess process = host.spawn(false);

      send(process, 1);
      send(process, 2);
      send(process, 3);

      assertThat(host.runQueue).containsExactly(process);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      assertThat(payload(Receive.takeOldest(process))).isEqualTo(1);
    }

    @Test
    @DisplayName("B7: signals other than messages do not resume a waiting process")
    void otherSignalsDoNotResume() {
      LocalProcess process = host.spawn(false);
      LocalProcess other = host.spawn(false);

      Monitors.monitor(other, process, null, null, null);
      Links.link(other, process);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.NONE);
      assertThat(ProcessFacts.links(process)).containsExactly(other);
      assertThat(ProcessFacts.monitoredBy(process)).hasSize(1);
    }

    @Test
    @DisplayName("F8: a sleeping process is not resumed by messages")
    void messagesDoNotEndASleep() {
      LocalProcess process = host.spawn(false);
      send(process, "x");
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      int wait = RunState.prepareWait(process, WaitMode.WAKE_UP);
      RunState.endSlice(process, 0);

      send(process, "y");
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.NONE);
      RunState.wakeUp(process, wait);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      assertThat(RunState.wasWoken(process, wait)).isTrue();
      assertThat(FakeHost.mailbox(process)).containsExactly("x", "y");
    }

    @Test
    @DisplayName("G19: the wake-up of an earlier wait does not end a later one")
    void aLateWakeUpHasNoEffect() {
      LocalProcess process = host.spawn(false);
      send(process, "x");
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      int earlier = RunState.prepareWait(process, WaitMode.WAKE_UP);
      int later = RunState.prepareWait(process, WaitMode.WAKE_UP);
      RunState.endSlice(process, 0);

      RunState.wakeUp(process, earlier);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.NONE);

      RunState.wakeUp(process, later);
      RunState.wakeUp(process, earlier);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      assertThat(RunState.wasWoken(process, later)).isTrue();
    }

    @Test
    @DisplayName("M12: a flooded process lets others run")
    void aFloodedProcessLetsOthersRun() {
      LocalProcess process = host.spawn(false);
      for (int i = 0; i < 2 * RunState.RECEIVE_BUDGET; i++) {
        send(process, i);
      }
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      int taken = 0;
      while (Receive.takeOldest(process) != null) {
        taken++;
      }

      assertThat(taken).isEqualTo(RunState.RECEIVE_BUDGET);
      host.runQueue.clear();
      RunState.endSlice(process, 0);
      assertThat(host.runQueue).containsExactly(process);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      assertThat(payload(Receive.takeOldest(process))).isEqualTo(taken);
    }

    @Test
    void anInterruptResumesAWaitingProcess() {
      LocalProcess process = host.spawn(false);

      RunState.interrupt(process);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.INTERRUPT);
      RunState.waitFor(process, WaitMode.MESSAGE);
      RunState.endSlice(process, 0);
      assertThat(RunState.isRunnable(process)).isFalse();
    }

    @Test
    void handlersOfSignalsRunWithoutEndingTheWait() {
      LocalProcess process = host.spawn(false);
      int wait = RunState.prepareWait(process, WaitMode.WAKE_UP);

      RunState.runHandlers(process);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.HANDLE);
      RunState.waitFor(process, WaitMode.YIELD); // as the scheduler does for what it resumes
      RunState.resumeWait(process);
      RunState.endSlice(process, 0);
      assertThat(RunState.isRunnable(process)).isFalse();
      RunState.wakeUp(process, wait);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
    }

    @Test
    void aWaitThatWasOverBeforeTheHandlersRanEndsAfterThem() {
      LocalProcess process = host.spawn(false);
      int wait = RunState.prepareWait(process, WaitMode.WAKE_UP);
      RunState.runHandlers(process);
      RunState.wakeUp(process, wait);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.HANDLE);
      RunState.waitFor(process, WaitMode.YIELD);
      RunState.resumeWait(process);
      RunState.endSlice(process, 0);

      assertThat(RunState.isRunnable(process)).isTrue();
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
    }

    @Test
    void handlersOfAProcessThatHasNotStartedRunAtItsFirstWait() {
      LocalProcess process = host.newborn(false);
      RunState.runHandlers(process);

      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      RunState.waitFor(process, WaitMode.MESSAGE);
      RunState.endSlice(process, 0);

      assertThat(RunState.isRunnable(process)).isTrue();
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.HANDLE);
    }

    @Test
    @DisplayName("M14: a message that somebody else moves into the mailbox wakes its process")
    void aMessageMovedByAnInspectorWakes() {
      LocalProcess process = host.spawn(false);
      send(process, "first");
      assertThat(host.runQueue.remove(process)).isTrue();
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
      assertThat(payload(Receive.takeOldest(process))).isEqualTo("first");
      assertThat(Receive.takeOldest(process)).isNull(); // and is about to wait

      send(process, "second");
      assertThat(ProcessFacts.messageQueueLength(process)).isEqualTo(1);
      RunState.endSlice(process, 0);

      assertThat(host.runQueue).containsExactly(process);
      assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
    }

    @Test
    @DisplayName("T-B15 (M14): two threads play ping-pong and never stall")
    void noWakeUpIsLost() {
      int rounds = 20_000;
      LocalProcess ping = host.spawn(false);
      LocalProcess pong = host.spawn(false);
      try (var threads = Executors.newFixedThreadPool(2)) {
        send(ping, 0);
        CompletableFuture<?> both =
            CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> play(ping, pong, rounds), threads),
                CompletableFuture.runAsync(() -> play(pong, ping, rounds), threads));
        assertThat(TestProbe.await(both, TestProbe.LONG_PATIENCE)).isNull();
      }
    }

    /** Runs {@code self} as a scheduler would, whenever it is in its state RUNNABLE. */
    private void play(LocalProcess self, LocalProcess other, int rounds) {
      for (int round = 0; round < rounds; ) {
        if (!RunState.isRunnable(self) || RunState.beginSlice(self) == Turn.NONE) {
          Thread.yield();
          continue;
        }
        while (Receive.takeOldest(self) != null) {
          round++;
          send(other, round);
        }
        RunState.endSlice(self, 0);
      }
    }
  }

  @Nested
  class Linking {
    @Test
    @DisplayName("T-C04 (C5, B3): what had arrived before stands before the EXIT of a dead peer")
    void theExitOfADeadPeerComesInOrder() {
      LocalProcess process = host.spawn(true);
      send(process, "first");

      Links.linkNoProcess(process, LocalProcess.dead(host, 99));

      assertThat(FakeHost.mailbox(process)).containsExactly("first", "EXIT <0.99.0> noproc");
    }

    private boolean linked(LocalProcess a, LocalProcess b) {
      a.isAlive(); // handles what has arrived
      b.isAlive();
      assertThat(ProcessFacts.links(a).contains(b)).isEqualTo(ProcessFacts.links(b).contains(a));
      return ProcessFacts.links(a).contains(b);
    }

    @Test
    @DisplayName("T-C01: linking twice makes one link, one unlink ends it")
    void linkingTwiceMakesOneLink() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);

      Links.link(a, b);
      Links.link(b, a);
      assertThat(linked(a, b)).isTrue();
      assertThat(ProcessFacts.links(a)).hasSize(1);
      Links.unlink(b, a);

      assertThat(linked(a, b)).isFalse();
      Exits.finish(b, BOOM);
      host.run();
      assertThat(a.isAlive()).isTrue();
    }

    @Test
    @DisplayName("T-C02: a process is never linked to itself")
    void linkingToItselfDoesNothing() {
      LocalProcess a = host.spawn(false);

      Links.link(a, a);

      assertThat(ProcessFacts.links(a)).isEmpty();
    }

    @Test
    @DisplayName("T-C04, C5: a link to a dead process gives EXIT noproc when trapping")
    void linkToTheDeadGivesNoproc() {
      LocalProcess a = host.spawn(true);
      LocalProcess b = host.spawn(false);
      Exits.finish(b, BOOM);

      Links.link(a, b);

      assertThat(FakeHost.mailbox(a)).containsExactly("EXIT " + b + " noproc");
      assertThat(ProcessFacts.links(a)).isEmpty();
    }

    @Test
    @DisplayName("C8: after unlink has returned, the peer's end has no effect")
    void nothingArrivesAfterUnlink() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      Links.link(a, b);
      host.run();

      Links.unlink(a, b);
      Exits.finish(b, BOOM);
      host.run();

      assertThat(a.isAlive()).isTrue();
    }

    @Test
    @DisplayName("T-C11: unlink and link again gives one EXIT")
    void aSecondLinkGivesOneExit() {
      LocalProcess a = host.spawn(true);
      LocalProcess b = host.spawn(false);
      Links.link(a, b);
      host.run();

      Links.unlink(a, b);
      Links.link(a, b);
      Exits.finish(b, BOOM);
      host.run();

      assertThat(FakeHost.mailbox(a)).containsExactly("EXIT " + b + " boom");
    }

    @Test
    @DisplayName("T-C12: a normal end of the peer removes the link and no more")
    void aNormalEndRemovesTheLink() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      Links.link(a, b);
      host.run();

      Exits.finish(b, ExitReason.NORMAL);
      host.run();

      assertThat(a.isAlive()).isTrue();
      assertThat(ProcessFacts.links(a)).isEmpty();
    }

    @Test
    @DisplayName("C11: crossing links, unlinked by one side before the other's request comes")
    void crossingLinksAgree() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);

      Links.link(a, b);
      Links.link(b, a);
      Links.unlink(a, b);

      linked(a, b);
    }

    @Test
    @DisplayName("T-C10 (C11): links of two threads are never one-sided")
    void randomLinksAreNeverOneSided() throws Exception {
      long seed = System.nanoTime();
      try (var threads = Executors.newFixedThreadPool(2)) {
        for (int round = 0; round < 3_000; round++) {
          LocalProcess a = host.spawn(false);
          LocalProcess b = host.spawn(false);
          CyclicBarrier start = new CyclicBarrier(2);
          CompletableFuture<?> left = linking(threads, start, a, b, seed + 2 * round);
          CompletableFuture<?> right = linking(threads, start, b, a, seed + 2 * round + 1);
          assertThat(TestProbe.await(CompletableFuture.allOf(left, right))).isNull();

          host.run();
          a.isAlive();
          b.isAlive();
          assertThat(ProcessFacts.links(a).contains(b))
              .as("seed %d, round %d: both sides agree", seed, round)
              .isEqualTo(ProcessFacts.links(b).contains(a));
        }
      }
    }

    private static CompletableFuture<?> linking(
        Executor thread, CyclicBarrier start, LocalProcess self, LocalProcess peer, long seed) {
      return CompletableFuture.runAsync(
          () -> {
            try {
              start.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            Random random = new Random(seed);
            for (int i = 0; i < 12; i++) {
              switch (random.nextInt(5)) {
                case 0, 1 -> Links.link(self, peer);
                case 2, 3 -> Links.unlink(self, peer);
                default -> self.isAlive(); // handles what has arrived
              }
            }
          },
          thread);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("T-C13, C20: a chain of 100,000 links dies without deep recursion")
    void aLongChainDies(boolean blocking) {
      ProcessKind kind = blocking ? ProcessKind.BLOCKING : ProcessKind.COROUTINE;
      List<LocalProcess> chain = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        LocalProcess process =
            Objects.requireNonNull(LocalProcess.create(host, 0, kind, "body", false));
        if (i > 0) {
          Links.linkNewborn(chain.getLast(), process);
        }
        chain.add(process);
      }
      LocalProcess end = host.spawn(true);
      Links.link(end, chain.getLast());
      host.run();

      exit(chain.getFirst(), ExitReason.KILL);
      host.run();

      assertThat(chain).allMatch(LocalProcess::isDead);
      assertThat(chain).allMatch(process -> "killed".equals(reason(process)));
      assertThat(FakeHost.mailbox(end)).containsExactly("EXIT " + chain.getLast() + " killed");
      assertThat(host.kernel.table().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10})
    @DisplayName("T-C14: a process that raises exit kill passes kill on")
    void aRaisedKillIsPassedOnAsKill(int length) {
      List<LocalProcess> chain = new ArrayList<>(List.of(host.spawn(false)));
      while (chain.size() < length) {
        LocalProcess process = host.spawn(false);
        Links.link(chain.getLast(), process);
        chain.add(process);
      }
      LocalProcess observer = host.spawn(true);
      Links.link(observer, chain.getLast());
      host.run();

      Exits.finish(chain.getFirst(), ExitReason.KILL);
      host.run();

      assertThat(FakeHost.mailbox(observer)).containsExactly("EXIT " + chain.getLast() + " kill");
      assertThat(observer.isAlive()).isTrue();
    }

    @Test
    @DisplayName("A3: a child is linked before it first runs")
    void aNewbornIsLinked() {
      LocalProcess parent = host.spawn(true);
      LocalProcess child = host.newborn(false);

      Links.linkNewborn(parent, child);
      RunState.start(child);
      Exits.finish(child, ExitReason.NORMAL);

      assertThat(FakeHost.mailbox(parent)).containsExactly("EXIT " + child + " normal");
    }
  }

  @Nested
  class Monitoring {
    @Test
    @DisplayName("T-D01: three monitors give three DOWNs with distinct refs")
    void everyMonitorFires() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long one = Monitors.monitor(a, b, null, null, null);
      long two = Monitors.monitor(a, b, null, null, null);
      long three = Monitors.monitor(a, b, "name", null, null);

      Exits.finish(b, BOOM);

      assertThat(FakeHost.mailbox(a))
          .containsExactlyInAnyOrder(
              "DOWN " + one + " " + b + " boom",
              "DOWN " + two + " " + b + " boom",
              "DOWN " + three + " name boom");
      assertThat(ProcessFacts.monitors(a)).isEmpty();
      assertThat(a.isAlive()).isTrue();
    }

    @Test
    @DisplayName("T-D04, T-D05: monitors of the dead and of unknown names fire noproc")
    void monitorsOfTheDeadFireAtOnce() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      Exits.finish(b, BOOM);

      long dead = Monitors.monitor(a, b, null, null, null);
      long unknown = Monitors.monitor(a, null, "nobody", null, null);

      assertThat(FakeHost.mailbox(a))
          .containsExactly(
              "DOWN " + dead + " " + b + " noproc", "DOWN " + unknown + " nobody noproc");
    }

    @Test
    @DisplayName("T-D07: a process that monitors itself is never told")
    void watchingItselfNeverFires() {
      LocalProcess a = host.spawn(false);

      Monitors.monitor(a, a, null, null, null);

      assertThat(ProcessFacts.monitors(a)).isEmpty();
      assertThat(ProcessFacts.monitoredBy(a)).isEmpty();
    }

    @Test
    @DisplayName("T-D11, D8: after demonitor nothing comes, and it tells that it was active")
    void demonitorEndsAMonitor() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long ref = Monitors.monitor(a, b, null, null, null);
      host.run();

      assertThat(Monitors.demonitor(a, ref)).isTrue();
      Exits.finish(b, BOOM);

      assertThat(FakeHost.mailbox(a)).isEmpty();
      assertThat(Monitors.demonitor(a, ref)).isFalse();
    }

    @Test
    @DisplayName("T-D13: a fired monitor was not active: its DOWN is in the mailbox")
    void demonitorOfAFiredOneTellsSo() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long ref = Monitors.monitor(a, b, null, null, null);
      Exits.finish(b, BOOM);

      assertThat(Monitors.demonitor(a, ref)).isFalse();

      assertThat(FakeHost.mailbox(a)).hasSize(1);
    }

    @Test
    @DisplayName("T-D13: demonitor racing with the end: active or in the mailbox, never both")
    void demonitorRacesWithTheEnd() {
      try (var threads = Executors.newFixedThreadPool(2)) {
        for (int round = 0; round < 3_000; round++) {
          LocalProcess a = host.spawn(false);
          LocalProcess b = host.spawn(false);
          long ref = Monitors.monitor(a, b, null, null, null);
          CompletableFuture<?> end =
              CompletableFuture.runAsync(() -> Exits.finish(b, BOOM), threads);
          boolean active =
              TestProbe.await(
                  CompletableFuture.supplyAsync(() -> Monitors.demonitor(a, ref), threads));
          assertThat(TestProbe.await(end)).isNull();

          assertThat(FakeHost.mailbox(a)).as("round " + round).hasSize(active ? 0 : 1);
        }
      }
    }

    @Test
    @DisplayName("T-D14, D12: only its owner can end a monitor")
    void aForeignRefHasNoEffect() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      LocalProcess c = host.spawn(false);
      long ref = Monitors.monitor(a, b, null, null, null);

      assertThat(Monitors.demonitor(c, ref)).isFalse();
      Exits.finish(b, BOOM);

      assertThat(FakeHost.mailbox(a)).hasSize(1);
    }

    @Test
    @DisplayName("T-D15: the end of the watcher ends its monitors")
    void theWatchersEndEndsItsMonitors() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      Monitors.monitor(a, b, null, null, null);
      host.run();
      assertThat(ProcessFacts.monitoredBy(b)).hasSize(1);

      Exits.finish(a, BOOM);
      host.run();

      assertThat(ProcessFacts.monitoredBy(b)).isEmpty();
      assertThat(b.isAlive()).isTrue();
    }

    @Test
    @DisplayName("B3, T-B03: what a process sent before it ended precedes its DOWN")
    void messagesPrecedeDown() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long ref = Monitors.monitor(a, b, null, null, null);

      send(a, "last words");
      Exits.finish(b, BOOM);

      assertThat(FakeHost.mailbox(a))
          .containsExactly("last words", "DOWN " + ref + " " + b + " boom");
    }
  }

  @Nested
  class Naming {
    @Test
    @DisplayName("T-E01 to T-E04: each way a registration fails")
    void registrationsFail() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      LocalProcess dead = host.spawn(false);
      Exits.finish(dead, BOOM);

      assertThat(Names.register(a, "a")).isEqualTo(Registration.DONE);
      assertThat(Names.register(a, "b")).isEqualTo(Registration.ALREADY_NAMED);
      assertThat(Names.register(a, "a")).isEqualTo(Registration.ALREADY_NAMED);
      assertThat(Names.register(b, "a")).isEqualTo(Registration.NAME_TAKEN);
      assertThat(Names.register(dead, "d")).isEqualTo(Registration.NO_PROCESS);

      assertThat(host.kernel.names().whereis("a")).isSameAs(a);
      assertThat(host.kernel.names().registered()).containsExactly("a");
    }

    @Test
    @DisplayName("E9, T-A25: a name is free before anyone hears of its holder's end")
    void aNameEndsWithItsHolder() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      assertThat(Names.register(a, "a")).isEqualTo(Registration.DONE);

      exit(a, ExitReason.KILL);

      assertThat(host.kernel.names().whereis("a")).isNull();
      assertThat(Names.register(b, "a")).isEqualTo(Registration.DONE);
    }

    @Test
    void onlyItsHolderCanBeUnregistered() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      assertThat(Names.register(a, "a")).isEqualTo(Registration.DONE);

      assertThat(Names.unregister(b, "a")).isFalse();
      assertThat(Names.unregister(a, "b")).isFalse();
      assertThat(Names.unregister(a, "a")).isTrue();

      assertThat(host.kernel.names().registered()).isEmpty();
      assertThat(a.name()).isNull();
    }

    @Test
    @DisplayName("T-E18: of eight processes that register one name at once, one gets it")
    void oneOfManyGetsTheName() {
      try (var threads = Executors.newFixedThreadPool(4)) {
        for (int round = 0; round < 500; round++) {
          String name = "n" + round;
          List<CompletableFuture<Registration>> results = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            LocalProcess process = host.spawn(false);
            results.add(
                CompletableFuture.supplyAsync(() -> Names.register(process, name), threads));
          }
          assertThat(results.stream().map(TestProbe::await))
              .containsOnlyOnce(Registration.DONE)
              .containsOnly(Registration.DONE, Registration.NAME_TAKEN);
        }
      }
    }
  }

  @Nested
  class Aliasing {
    private void sendAlias(LocalProcess to, long alias, Object payload) {
      Signals.deliver(to, new Message(0, 0, alias, payload));
    }

    @Test
    @DisplayName("F17: what arrives through an ended alias is dropped")
    void anEndedAliasDropsMessages() {
      LocalProcess a = host.spawn(false);
      long alias = Aliases.alias(a, Aliases.Mode.EXPLICIT_UNALIAS);
      assertThat(host.kernel.names().alias(alias)).isSameAs(a);

      sendAlias(a, alias, "before");
      assertThat(Aliases.unalias(a, alias)).isTrue();
      sendAlias(a, alias, "after");

      assertThat(FakeHost.mailbox(a)).containsExactly("before");
      assertThat(Aliases.unalias(a, alias)).isFalse();
      assertThat(host.kernel.names().alias(alias)).isNull();
    }

    @Test
    @DisplayName("T-D17, T-D18: the alias of a monitor ends with it")
    void theAliasOfAMonitorEndsWithIt() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long ended = Monitors.monitor(a, b, null, Aliases.Mode.DEMONITOR, null);
      long fired = Monitors.monitor(a, b, null, Aliases.Mode.DEMONITOR, null);
      sendAlias(a, ended, "one");

      Monitors.demonitor(a, ended);
      sendAlias(a, ended, "two");
      Exits.finish(b, BOOM);
      sendAlias(a, fired, "three");

      assertThat(FakeHost.mailbox(a)).containsExactly("one", "DOWN " + fired + " " + b + " boom");
    }

    @Test
    @DisplayName("T-F14 (F16): a reply alias takes one message")
    void aReplyAliasTakesOneMessage() {
      LocalProcess a = host.spawn(false);
      long alias = Aliases.alias(a, Aliases.Mode.REPLY);

      sendAlias(a, alias, "one");
      sendAlias(a, alias, "two");

      assertThat(FakeHost.mailbox(a)).containsExactly("one");
      assertThat(host.kernel.names().alias(alias)).isNull();
    }

    @Test
    @DisplayName("T-D19 (D16): with reply_demonitor the first message ends alias and monitor")
    void aReplyEndsTheMonitor() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long ref = Monitors.monitor(a, b, null, Aliases.Mode.REPLY_DEMONITOR, null);

      sendAlias(a, ref, "reply");
      sendAlias(a, ref, "late");
      assertThat(FakeHost.mailbox(a)).containsExactly("reply");
      assertThat(ProcessFacts.messageQueueLength(b)).isZero(); // handles what has arrived
      assertThat(ProcessFacts.monitoredBy(b)).isEmpty();
      Exits.finish(b, BOOM);

      assertThat(FakeHost.mailbox(a)).containsExactly("reply");
    }

    @Test
    @DisplayName("T-D20, T-D21 (D16): unalias leaves the monitor, explicit_unalias outlives it")
    void aliasAndMonitorEndApart() {
      LocalProcess a = host.spawn(false);
      LocalProcess b = host.spawn(false);
      long reply = Monitors.monitor(a, b, null, Aliases.Mode.REPLY_DEMONITOR, null);
      long lasting = Monitors.monitor(a, b, null, Aliases.Mode.EXPLICIT_UNALIAS, "tag");

      assertThat(Aliases.unalias(a, reply)).isTrue();
      Exits.finish(b, BOOM);
      sendAlias(a, lasting, "late");
      Aliases.unalias(a, lasting);
      sendAlias(a, lasting, "too late");

      assertThat(FakeHost.mailbox(a))
          .containsExactly(
              "DOWN " + reply + " " + b + " boom", "tag " + lasting + " " + b + " boom", "late");
    }

    @Test
    @DisplayName("F17: aliases end with their process")
    void aliasesEndWithTheirProcess() {
      LocalProcess a = host.spawn(false);
      long alias = Aliases.alias(a, Aliases.Mode.EXPLICIT_UNALIAS);

      Exits.finish(a, BOOM);

      assertThat(host.kernel.names().alias(alias)).isNull();
    }
  }
}
