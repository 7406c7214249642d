package io.rebeam.kernel.python.primitive;

import io.rebeam.kernel.process.LocalProcess;

/** What stands for a process in Python: the process, or a dead one in place of one that is gone. */
public final class Handles {
  private final Caller caller;

  public Handles(Caller caller) {
    this.caller = caller;
  }

  public LocalProcess of(long serial) {
    LocalProcess process = caller.kernel().table().get(serial);
    return process != null ? process : LocalProcess.dead(caller.scheduler(), serial);
  }
}
