package io.rebeam.kernel.python;

import io.rebeam.error.BadArgumentException;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.trace.Capture;
import io.rebeam.kernel.trace.TracePredicate;
import io.rebeam.kernel.trace.Tracing;

/**
 * Predicates of traces in Python: each is evaluated by a process of its own, which gets captures as
 * messages and answers by the primitive {@code trace_verdict}. So one that computes for long is
 * like any busy process, and a kill ends it.
 */
public final class TracePredicates {
  private final Scheduler scheduler;
  private final Callbacks callbacks;

  public TracePredicates(Scheduler scheduler, PythonContext python) {
    this(scheduler, python.callbacks());
  }

  public TracePredicates(Scheduler scheduler, Callbacks callbacks) {
    this.scheduler = scheduler;
    this.callbacks = callbacks;
  }

  /**
   * The predicate for an expression over {@code msg}. Called in the context.
   *
   * @throws BadArgumentException when it is no expression
   */
  public TracePredicate ofExpression(String expression) {
    Object made = callbacks.call("trace_predicate", expression);
    if (PythonContext.isText(made)) {
      throw new BadArgumentException("--match: " + PythonContext.text(made));
    }
    return ofCoroutine(made);
  }

  /** The predicate that a coroutine is; it receives captures. */
  public TracePredicate ofCoroutine(Object coroutine) {
    LocalProcess process =
        LocalProcess.create(scheduler, 0, ProcessKind.COROUTINE, coroutine, false);
    if (process == null) {
      throw new BadArgumentException("the process table is full");
    }
    scheduler.node().tracing().exempt(process);
    process.setLabel("trace match", "trace match");
    RunState.start(process);
    return new PredicateProcess(process, scheduler.node().tracing());
  }

  private record PredicateProcess(LocalProcess process, Tracing tracing) implements TracePredicate {
    @Override
    public void ask(Capture capture) {
      Signals.deliver(process, new Message(0, capture.nanos(), 0, capture));
    }

    @Override
    public boolean isGone() {
      return process.isExitingOrDead();
    }

    @Override
    public void close() {
      Signals.deliver(process, new Signal.Exit(null, ExitReason.KILL, false));
      tracing.noLongerExempt(process);
    }
  }
}
