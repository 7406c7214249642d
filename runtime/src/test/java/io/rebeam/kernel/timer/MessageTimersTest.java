package io.rebeam.kernel.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.FakeHost;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Names;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.timer.MessageTimers.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageTimersTest {
  /** Makes processes; its clock is the timers' too. */
  private static final class Processes extends FakeHost {
    LocalProcess make() {
      return newborn(false);
    }

    void pass(long nanos) {
      ticker.advance(nanos);
    }

    MessageTimers timers() {
      return node.timers();
    }
  }

  private final Processes processes = new Processes();
  private final MessageTimers timers = processes.timers();
  private final TimerService service = timers.service();
  private final LocalProcess process = processes.make();
  private final Target target = new Target(process, null);

  private void pass(long nanos) {
    processes.pass(nanos);
    service.fireDue();
  }

  private List<Object> received() {
    return ProcessFacts.readMailbox(
        process,
        mailbox -> {
          List<Object> payloads = new ArrayList<>();
          mailbox.forEach(message -> payloads.add(message.payload));
          return payloads;
        });
  }

  @Test
  @DisplayName("G1: a timer sends once, when it is due and not before")
  void aTimerSendsOnce() {
    long ref = timers.sendAfter(10, target, "message", false);
    pass(9);
    assertThat(received()).isEmpty();
    assertThat(timers.read(ref)).isEqualTo(1);
    pass(1);
    pass(100);

    assertThat(received()).containsExactly("message");
    assertThat(timers.read(ref)).isEqualTo(-1);
    assertThat(timers.cancel(ref)).isEqualTo(-1);
    assertThat(timers.pending()).isEmpty();
  }

  @Test
  @DisplayName("G2: a timer that says who it is holds its reference")
  void aTimerThatSaysWhoItIs() {
    long ref = timers.sendAfter(10, target, "message", true);
    pass(10);

    assertThat(received()).containsExactly(new Notice.TimerNotice(ref, "message"));
  }

  @Test
  @DisplayName("G7: a timer that is cancelled tells what was left, and sends nothing")
  void aCancelledTimerSendsNothing() {
    long ref = timers.sendAfter(10, target, "message", false);
    pass(4);

    assertThat(timers.cancel(ref)).isEqualTo(6);
    assertThat(timers.cancel(ref)).isEqualTo(-1);
    pass(100);
    assertThat(received()).isEmpty();
    assertThat(service.size()).isZero();
  }

  @Test
  @DisplayName("G16: an interval ticks at multiples of its period, until it is cancelled")
  void anIntervalTicks() {
    long ref = timers.sendInterval(10, target, "tick");
    pass(10);
    pass(12); // late, but the next one is not
    pass(8);
    assertThat(received()).hasSize(3).containsOnly(new Notice.TickNotice("tick"));
    assertThat(timers.pending()).hasSize(1);

    assertThat(timers.cancel(ref)).isEqualTo(10);
    pass(100);
    assertThat(received()).hasSize(3);
    assertThat(service.size()).isZero();
  }

  @Test
  @DisplayName("G5: the timers of a process that ends are gone, also intervals")
  void timersEndWithTheirReceiver() {
    timers.sendAfter(10, target, "message", false);
    timers.sendInterval(10, target, "tick");
    Exits.finish(process, ExitReason.NORMAL);

    assertThat(timers.pending()).isEmpty();
    assertThat(service.size()).isZero();
  }

  @Test
  @DisplayName("G5: a timer for the dead is none")
  void aTimerForTheDeadIsNone() {
    Exits.finish(process, ExitReason.NORMAL);

    assertThat(timers.read(timers.sendAfter(10, target, "message", false))).isEqualTo(-1);
    assertThat(service.size()).isZero();
  }

  @Test
  @DisplayName("G5: a name is looked up when the timer is due")
  void aNameIsLookedUpWhenDue() {
    timers.sendAfter(10, new Target(null, "name"), "early", false);
    timers.sendAfter(20, new Target(null, "name"), "in time", false);
    pass(10);
    assertThat(Names.register(process, "name")).isEqualTo(Names.Registration.DONE);
    pass(10);

    assertThat(received()).containsExactly("in time");
  }
}
