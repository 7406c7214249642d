package io.rebeam.kernel.inspect;

import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessStatus;
import org.jspecify.annotations.Nullable;

/** What a process is called and what it is doing. Any thread. */
public final class ShownProcess {
  private ShownProcess() {}

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
  static Peer peer(Endpoint endpoint) {
    LocalProcess process = LocalProcess.of(endpoint);
    return new Peer(new Pid(process.serial()), process.isDead() ? "" : names(process).display());
  }

  public static ProcessStatus status(LocalProcess process) {
    if (process.isExitingOrDead()) {
      return ProcessStatus.EXITING;
    }
    // One that computes goes on to its next wait; then it is suspended.
    boolean computes = RunState.isRunning(process) && !process.isBlocking();
    if (process.isSuspended() && !computes) {
      return ProcessStatus.SUSPENDED;
    }
    if (RunState.isRunning(process)) {
      return process.isBlocking() ? ProcessStatus.BLOCKED : ProcessStatus.RUNNING;
    }
    return RunState.isRunnable(process) ? ProcessStatus.RUNNABLE : ProcessStatus.WAITING;
  }
}
