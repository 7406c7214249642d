package io.rebeam.inspect;

import io.rebeam.process.Pid;
import java.util.Optional;

/**
 * What servers, supervisors and tasks have told of themselves, and what processes share. As all of
 * {@link Inspector}, it waits for no process and runs no Python.
 */
public interface OtpInspector {
  /**
   * What a process is in OTP's terms, and who supervises it; empty when it is dead.
   *
   * @param limit children of a supervisor at most; 0 for all
   */
  Optional<OtpView> process(Pid pid, int limit);

  /**
   * The children of a supervisor; empty when the process is none, or dead.
   *
   * @param limit children at most
   */
  Optional<SupervisionView> supervision(Pid supervisor, int limit);
}
