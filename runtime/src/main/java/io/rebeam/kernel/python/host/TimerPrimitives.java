package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.timer.MessageTimers;

/** The primitives of timers that send messages. */
final class TimerPrimitives {
  private final Caller caller;
  private final MessageTimers timers;

  TimerPrimitives(Caller caller, MessageTimers timers) {
    this.caller = caller;
    this.timers = timers;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("send_after", this::sendAfter);
    primitives.cold("send_interval", this::sendInterval);
    primitives.cold("cancel_timer", a -> timers.cancel(Arguments.integer(a[0])));
    primitives.cold("read_timer", a -> timers.read(Arguments.integer(a[0])));
    primitives.cold("advance_timers", none(a -> timers.service().advance(Arguments.integer(a[0]))));
  }

  /** {@code send_after(nanos, target, message, notice)}: the timer's reference. */
  private Object sendAfter(Object[] a) {
    caller.livingOrNull();
    return timers.sendAfter(Arguments.integer(a[0]), target(a[1]), a[2], (boolean) a[3]);
  }

  /** {@code send_interval(nanos, target, message)}: the timer's reference. */
  private Object sendInterval(Object[] a) {
    caller.livingOrNull();
    return timers.sendInterval(Arguments.integer(a[0]), target(a[1]), a[2]);
  }

  private static MessageTimers.Target target(Object destination) {
    return destination instanceof LocalProcess process
        ? new MessageTimers.Target(process, null)
        : new MessageTimers.Target(null, Arguments.text(destination));
  }
}
