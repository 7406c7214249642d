package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.HotPrimitive;
import io.rebeam.kernel.python.primitive.ImmutableValues;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.signal.Signal.Message;

/** The primitives that send and receive messages. */
final class MessagePrimitives {
  private final Caller caller;
  private final ImmutableValues immutables;
  private final MessageForms forms;

  MessagePrimitives(Caller caller, MessageForms forms) {
    this.caller = caller;
    this.forms = forms;
    this.immutables = new ImmutableValues(caller.callbacks());
  }

  void addTo(PrimitiveTable primitives) {
    primitives.hot(new Send());
    primitives.hot(new Reply());
    primitives.hot(new IsImmutable());
    primitives.hot(new Poll());
    primitives.hot(new Scan());
    // The message has been copied.
    primitives.warm("send_copy", 2, none(a -> deliver((LocalProcess) a[0], 0, a[1])));
    primitives.warm("send_alias", 2, none(this::sendAlias));
    primitives.warm("rewind", 1, a -> Receive.rewind(caller.process(), Arguments.integer(a[0])));
    primitives.warm("take_scanned", 0, _ -> Receive.takeScanned(caller.process()));
  }

  /** From the current process, or from outside. */
  private void deliver(LocalProcess receiver, long alias, Object message) {
    LocalProcess sender = caller.processOrNull();
    long now = caller.kernel().ticker().nanos();
    if (sender == null) {
      Signals.deliver(receiver, new Message(0, now, alias, message));
    } else if (!Signals.send(sender, receiver, new Message(sender.serial(), now, alias, message))) {
      caller.stopIfExiting(sender);
    }
  }

  /**
   * {@code send(process, message)}. False: nothing was sent, the message has to be copied first.
   */
  private final class Send extends HotPrimitive {
    Send() {
      super("send", 2, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      if (!immutables.contains(arguments[1])) {
        return false;
      }
      deliver((LocalProcess) arguments[0], 0, arguments[1]);
      return true;
    }
  }

  /**
   * {@code reply(alias, message)}: as {@code send}, to the process that the alias stands for; True
   * also when the alias has ended.
   */
  private final class Reply extends HotPrimitive {
    Reply() {
      super("reply", 2, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      long ref = Arguments.integer(arguments[0]);
      LocalProcess receiver = caller().kernel().names().alias(ref);
      if (receiver == null) {
        return true;
      }
      if (!immutables.contains(arguments[1])) {
        return false;
      }
      deliver(receiver, ref, arguments[1]);
      return true;
    }
  }

  /** {@code is_immutable(value)}: whether it goes by reference; False also for the unknown. */
  private final class IsImmutable extends HotPrimitive {
    IsImmutable() {
      super("is_immutable", 1, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      return immutables.contains(arguments[0]);
    }
  }

  /** {@code poll()}: takes the oldest message, or NOTHING: then the caller has to suspend. */
  private final class Poll extends HotPrimitive {
    Poll() {
      super("poll", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      LocalProcess process = caller().process();
      Message message = Receive.takeOldest(process);
      caller().stopIfExiting(process);
      return forms.orNothing(message);
    }
  }

  /** {@code scan()}: the next message this receive has not seen, left in place, or NOTHING. */
  private final class Scan extends HotPrimitive {
    Scan() {
      super("scan", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      LocalProcess process = caller().process();
      Message message = Receive.scan(process);
      caller().stopIfExiting(process);
      return forms.orNothing(message);
    }
  }

  /** {@code send_alias(alias, message)}: the message has been copied. */
  private void sendAlias(Object[] a) {
    long ref = Arguments.integer(a[0]);
    LocalProcess receiver = caller.kernel().names().alias(ref);
    if (receiver != null) {
      deliver(receiver, ref, a[1]);
    }
  }
}
