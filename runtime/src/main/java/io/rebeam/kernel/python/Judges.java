package io.rebeam.kernel.python;

import io.rebeam.error.BadArgumentException;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.trace.Capture;
import io.rebeam.kernel.trace.Judge;

/**
 * Predicates of traces in Python: each is evaluated by a process of its own, which gets captures as
 * messages and answers by the primitive {@code trace_verdict}. So one that computes for long is
 * like any busy process, and a kill ends it.
 */
public final class Judges {
  private final Scheduler scheduler;
  private final Callbacks callbacks;

  public Judges(Scheduler scheduler, PythonContext python) {
    this(scheduler, python.callbacks());
  }

  public Judges(Scheduler scheduler, Callbacks callbacks) {
    this.scheduler = scheduler;
    this.callbacks = callbacks;
  }

  /**
   * The judge for an expression over {@code msg}. Called in the context.
   *
   * @throws BadArgumentException when it is no expression
   */
  public Judge ofExpression(String expression) {
    Object judge = callbacks.call("trace_judge", expression);
    if (PythonContext.isText(judge)) {
      throw new BadArgumentException("--match: " + PythonContext.text(judge));
    }
    return ofCoroutine(judge);
  }

  /** The judge that a coroutine is; it receives captures. */
  public Judge ofCoroutine(Object coroutine) {
    LocalProcess process =
        LocalProcess.create(scheduler, 0, ProcessKind.COROUTINE, coroutine, false);
    if (process == null) {
      throw new BadArgumentException("the process table is full");
    }
    scheduler.kernel().tracing().exempt(process);
    process.setLabel("trace match", "trace match");
    process.start();
    return new ProcessJudge(process);
  }

  private record ProcessJudge(LocalProcess process) implements Judge {
    @Override
    public void ask(Capture capture) {
      process.deliver(new Message(0, capture.nanos(), 0, capture));
    }

    @Override
    public boolean isGone() {
      return process.isExitingOrDead();
    }

    @Override
    public void close() {
      process.deliver(new Signal.Exit(null, ExitReason.KILL, false));
      process.host().kernel().tracing().noLongerExempt(process);
    }
  }
}
