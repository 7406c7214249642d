package io.rebeam.model;

/**
 * Known deviations of rebeam from the rules, which the model allows by default. One that has been
 * mended is to be removed here; {@code -Drebeam.model.strict=true} allows none.
 */
enum Tolerance {
  /**
   * A monitor of a process that unwinds, or a link to it, is answered with {@code noproc} at once,
   * before the process has released its name and told those who watched it before (A20 step 9, E9).
   */
  NOPROC_WHILE_UNWINDING,

  /**
   * The EXIT message of a link to a dead process goes into the mailbox before messages that have
   * arrived and have not been drained yet, those of the process itself included (B3, B13).
   */
  EXIT_OF_DEAD_LINK_OVERTAKES,

  /**
   * A process that was ended while its code runs on another thread may still perform the operation
   * it is in: a link to it then stays with the other side for ever (C11, C24).
   */
  LAST_OPERATION_AFTER_DEATH
}
