package io.rebeam.kernel.process;

/**
 * How a process shares its scheduler with others (semantics I5). While a high one is runnable, no
 * other runs; normal and low ones take turns, low ones less often.
 */
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
