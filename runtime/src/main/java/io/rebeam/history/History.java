package io.rebeam.history;

import io.rebeam.process.Pid;
import java.util.List;
import java.util.Optional;

/**
 * What has happened on a node: its last ends of processes, and its crash reports and warnings,
 * folded by cause. Any thread may ask; nobody waits for Python.
 */
public interface History {
  /** How many ends are kept. */
  int ENDS_KEPT = 1_000;

  /** How many causes are kept. */
  int CAUSES_KEPT = 200;

  /** The processes that have ended last, the latest at the end of the list. */
  List<EndedProcess> ended();

  /** How many processes have ended since the start of the node. */
  long endedTotal();

  /** The process's end; empty while it is alive, and when it is not kept any more. */
  Optional<EndedProcess> ended(Pid pid);

  /** The causes of crash reports and warnings, the one seen last at the end of the list. */
  List<LoggedCause> log();

  /** The cause of the last crash report or warning about a process. */
  Optional<LoggedCause> logOf(Pid pid);

  /** Forgets the crash reports and warnings; returns how many causes there were. */
  int clearLog();
}
