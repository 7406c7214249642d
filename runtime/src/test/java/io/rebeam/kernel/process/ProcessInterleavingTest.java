package io.rebeam.kernel.process;

import static io.rebeam.testing.Interleavings.check;
import static io.rebeam.testing.Interleavings.explore;
import static io.rebeam.testing.Interleavings.together;

import io.rebeam.kernel.process.RunState.Turn;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessInterleavingTest {
  private static Message message(Object payload) {
    return new Message(0, 0, 0, payload);
  }

  private static Signal.Exit kill() {
    return new Signal.Exit(null, ExitReason.KILL, false);
  }

  private static Signal.Exit exit() {
    return new Signal.Exit(null, ExitReason.ofWord("x"), false);
  }

  // ---- the signal queue: push, settle, end ----

  @Test
  @DisplayName("B3: of two senders each keeps its order, whichever thread settles")
  void sendersKeepTheirOrder() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess receiver = host.spawn(false);
          together(
              () -> {
                Signals.deliver(receiver, message(1));
                Signals.deliver(receiver, message(2));
              },
              () -> Signals.deliver(receiver, message(10)),
              receiver::isAlive);
          List<Object> all = FakeHost.mailbox(receiver);
          check(all.size() == 3 && all.contains(10), "received " + all);
          check(all.indexOf(1) < all.indexOf(2), "out of order: " + all);
        });
  }

  @Test
  @DisplayName("D1: a monitor set while its target is killed fires once")
  void aMonitorOfADyingProcessFiresOnce() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess watcher = host.spawn(false);
          LocalProcess target = host.spawn(false);
          together(
              () -> Monitors.monitor(watcher, target, null, null, null),
              () -> Signals.deliver(target, kill()));
          check(FakeHost.mailbox(watcher).size() == 1, "got " + FakeHost.mailbox(watcher));
          check(ProcessFacts.monitors(watcher).isEmpty(), "the monitor is left");
        });
  }

  @Test
  @DisplayName("C5: a link made while its peer is killed tells of it once")
  void aLinkToADyingProcessTellsOnce() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess trapping = host.spawn(true);
          LocalProcess peer = host.spawn(false);
          together(() -> Links.link(trapping, peer), () -> Signals.deliver(peer, kill()));
          check(FakeHost.mailbox(trapping).size() == 1, "got " + FakeHost.mailbox(trapping));
          check(ProcessFacts.links(trapping).isEmpty(), "the link is left");
        });
  }

  @Test
  @DisplayName("A21: of a kill and an end of its own one wins, the same for all who watch")
  void oneEndWins() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess watcher = host.spawn(false);
          LocalProcess target = host.spawn(false);
          Monitors.monitor(watcher, target, null, null, null);
          Monitors.monitor(watcher, target, null, null, null);
          together(
              () -> Exits.finish(target, ExitReason.NORMAL), () -> Signals.deliver(target, kill()));
          List<Object> told = FakeHost.mailbox(watcher);
          ExitReason reason = target.exitReason();
          check(told.size() == 2, "told " + told);
          check(
              reason != null
                  && told.stream().allMatch(one -> one.toString().endsWith(reason.text())),
              reason + " but told " + told);
        });
  }

  @Test
  @DisplayName("C12: two linked processes that are killed at once both end")
  void linkedProcessesEndTogether() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess one = host.spawn(false);
          LocalProcess other = host.spawn(false);
          Links.link(one, other);
          together(() -> Signals.deliver(one, kill()), () -> Signals.deliver(other, kill()));
          check(one.isDead() && other.isDead(), "one lives");
          check(host.kernel().table().size() == 0, "the table is not empty");
        });
  }

  @Test
  @DisplayName("B3: nothing that a process sends comes behind its exit signals")
  void whatTheDeadSendIsNotReceived() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess watcher = host.spawn(false);
          LocalProcess sender = host.spawn(false);
          Monitors.monitor(watcher, sender, null, null, null);
          together(
              () -> Signals.send(sender, watcher, message("sent")),
              () -> Signals.deliver(sender, kill()));
          List<Object> told = FakeHost.mailbox(watcher);
          check(told.getLast().toString().startsWith("DOWN"), "after the end came " + told);
        });
  }

  // ---- the run word ----

  /** Takes processes that may run, as a carrier does, and counts who runs at the same time. */
  private static final class Carriers extends FakeHost {
    final AtomicInteger running = new AtomicInteger();
    final List<Object> seen = new ArrayList<>();

    void runOne() {
      LocalProcess process = runQueue.poll();
      if (process == null) {
        return;
      }
      Turn turn = RunState.beginSlice(process);
      if (turn == Turn.NONE) {
        return;
      }
      check(running.incrementAndGet() == 1, "two threads run one process");
      if (turn == Turn.UNWIND) {
        running.decrementAndGet();
        Exits.finish(process, ExitReason.NORMAL);
        return;
      }
      Message message;
      while ((message = Receive.takeOldest(process)) != null) {
        seen.add(message.payload);
      }
      running.decrementAndGet();
      RunState.endSlice(process, 0);
    }

    void runAll() {
      while (!runQueue.isEmpty()) {
        runOne();
      }
    }

    LocalProcess waiting() {
      LocalProcess process = newborn(false);
      RunState.start(process);
      runAll();
      return process;
    }
  }

  @Test
  @DisplayName("M14: no wake-up is lost, whenever the message comes")
  void noWakeUpIsLost() {
    explore(
        () -> {
          Carriers host = new Carriers();
          LocalProcess process = host.waiting();
          Signals.deliver(process, message(1));
          together(host::runOne, () -> Signals.deliver(process, message(2)), process::isAlive);
          host.runAll();
          check(host.seen.equals(List.of(1, 2)), "seen " + host.seen);
          check(!RunState.isRunning(process) && !RunState.isRunnable(process), "it does not wait");
        });
  }

  @Test
  @DisplayName("M14: two carriers never run one process at the same time")
  void oneCarrierRunsAProcess() {
    explore(
        () -> {
          Carriers host = new Carriers();
          LocalProcess process = host.waiting();
          together(
              () -> Signals.deliver(process, message(1)),
              () -> {
                host.runOne();
                host.runOne();
              },
              host::runOne);
          host.runAll();
          check(host.seen.equals(List.of(1)), "seen " + host.seen);
        });
  }

  @Test
  @DisplayName("N6: an exit signal reaches a process at any moment of its slice")
  void anExitSignalIsNotMissed() {
    explore(
        () -> {
          Carriers host = new Carriers();
          LocalProcess process = host.waiting();
          Signals.deliver(process, message(1));
          together(host::runOne, () -> Signals.deliver(process, exit()));
          host.runAll();
          check(process.isDead(), "it lives on");
        });
  }

  @Test
  @DisplayName("M14: a wake-up ends the wait that it is for, and no later one")
  void aWakeUpEndsItsWait() {
    explore(
        () -> {
          Carriers host = new Carriers();
          LocalProcess process = host.waiting();
          int wait = RunState.prepareWait(process, WaitMode.WAKE_UP);
          together(() -> RunState.wakeUp(process, wait), host::runOne);
          check(RunState.wasWoken(process, wait), "not woken");
          host.runAll();
          int next = RunState.prepareWait(process, WaitMode.WAKE_UP);
          check(!RunState.wasWoken(process, next), "the next wait is over already");
        });
  }
}
