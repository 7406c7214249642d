package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.signal.Signal.Message;
import java.util.List;

/** The primitives with which an evaluator takes inputs of its session and gives their results. */
final class EvaluatorPrimitives {
  private final Caller caller;
  private final MessageForms forms;

  EvaluatorPrimitives(Caller caller, MessageForms forms) {
    this.caller = caller;
    this.forms = forms;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("next_input", this::nextInput);
    primitives.cold("await_input", none(this::awaitInput));
    primitives.cold("result_value", a -> session(a).value(Arguments.text(a[1]), (boolean) a[2]));
    primitives.cold("result_none", a -> session(a).noValue());
    primitives.cold("result_interrupted", a -> session(a).interrupted());
    primitives.cold(
        "result_exit",
        a -> session(a).exited((int) Arguments.integer(a[1]), Arguments.textOrNull(a[2])));
    primitives.cold("flush_mailbox", this::flushMailbox);
  }

  private static EvaluatorSession session(Object[] a) {
    return (EvaluatorSession) a[0];
  }

  /** {@code next_input(session)}: (is_cell, source, file, first line, number), or None. */
  private Object nextInput(Object[] a) {
    LocalProcess process = caller.process();
    RunState.endWait(process); // for an input
    EvaluatorSession.Input input = session(a).takeInput();
    if (input == null) {
      caller.stopIfExiting(process);
      return PNone.NONE;
    }
    return new PythonArray(
        input.isCell(), input.source(), input.fileName(), input.firstLine(), input.number());
  }

  /** {@code await_input(session)}: the next suspension is a wait for an input. */
  private void awaitInput(Object[] a) {
    LocalProcess process = caller.process();
    session(a).expectInput(process, RunState.prepareWait(process, WaitMode.WAKE_UP));
  }

  /** {@code flush_mailbox(process)}: (age in nanoseconds, sender, message) for each message. */
  private Object flushMailbox(Object[] a) {
    List<Message> messages = ProcessFacts.readMailbox((LocalProcess) a[0], Mailbox::takeAll);
    return PythonArray.of(messages.stream().map(this::flushed).toList());
  }

  private PythonArray flushed(Message message) {
    long age = caller.kernel().ticker().nanos() - message.sentNanos;
    return new PythonArray(age, message.sender, forms.toPython(message));
  }
}
