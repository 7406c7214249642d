package io.rebeam.history;

import io.rebeam.process.Pid;
import java.util.List;
import java.util.Optional;

/**
 * The last ends of processes on a node, and its crash reports and warnings, folded by cause. Any
 * thread; no method waits for Python.
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

  /** The end of a process; empty while it is alive, and when the end is not kept any more. */
  Optional<EndedProcess> ended(Pid pid);

  /** The causes of crash reports and warnings, the one seen last at the end of the list. */
  List<LoggedCause> log();

  /** The cause of the last crash report or warning about a process. */
  Optional<LoggedCause> logOf(Pid pid);

  /** Clears the crash reports and warnings; returns the number of causes there were. */
  int clearLog();
}
