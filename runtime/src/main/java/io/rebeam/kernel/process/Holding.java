package io.rebeam.kernel.process;

/** What a process has outside of itself and what ends with it, such as entries of a table. */
public interface Holding {
  /**
   * The process that had it has ended. Called under that process's lock, before links and monitors
   * are notified: it may take locks that are leaves, and nothing else.
   *
   * @param settlement for what has to happen to other processes
   */
  void ownerEnded(LocalProcess owner, Settlement settlement);
}
