package io.rebeam.kernel.inspect;

import io.rebeam.kernel.process.Behaviour;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessStatus;
import org.jspecify.annotations.Nullable;

/** What a process is called and what it is doing. Any thread. */
public final class ProcessFacts {
  private ProcessFacts() {}

  public static ProcessNames names(LocalProcess process) {
    Object call = process.initialCall();
    Object coroutine = process.coroutine();
    if (call == null && coroutine != null) {
      call = process.host().functionName(coroutine);
    }
    return new ProcessNames(
        process.name(), process.label(), call == null ? "?" : call.toString(), behaviour(process));
  }

  private static @Nullable String behaviour(LocalProcess process) {
    Behaviour behaviour = process.behaviour();
    return behaviour == null ? null : behaviour.name();
  }

  /** A process, named for display; without a name when it is dead. */
  static Peer peer(LocalProcess process) {
    return new Peer(new Pid(process.serial()), process.isDead() ? "" : names(process).display());
  }

  public static ProcessStatus status(LocalProcess process) {
    if (process.isExitingOrDead()) {
      return ProcessStatus.EXITING;
    }
    // One that computes goes on to its next wait; then it is suspended.
    boolean computes = process.isRunning() && !process.isBlocking();
    if (process.isSuspended() && !computes) {
      return ProcessStatus.SUSPENDED;
    }
    if (process.isRunning()) {
      return process.isBlocking() ? ProcessStatus.BLOCKED : ProcessStatus.RUNNING;
    }
    return process.isRunnable() ? ProcessStatus.RUNNABLE : ProcessStatus.WAITING;
  }
}
