package io.rebeam.model;

/** Known deviations of rebeam from the rules, which the model allows when told to. */
enum Tolerance {
  /**
   * A monitor of a process that unwinds, or a link to it, is answered with {@code noproc} at once,
   * before the process has released its name and told those who watched it before (A20 step 9, E9).
   */
  NOPROC_WHILE_UNWINDING
}
