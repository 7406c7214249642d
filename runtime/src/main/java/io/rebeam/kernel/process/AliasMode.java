package io.rebeam.kernel.process;

/** What ends an alias besides {@code unalias} and its process's death (semantics D16, F16). */
public enum AliasMode {
  /** Nothing. */
  EXPLICIT_UNALIAS,
  /** The first message received through it. */
  REPLY,
  /** The end of its monitor. */
  DEMONITOR,
  /** Either; and the first message received through it ends the monitor as well. */
  REPLY_DEMONITOR
}
