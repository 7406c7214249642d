package io.rebeam.history;

import io.rebeam.process.Pid;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who brought about the end of a process.
 *
 * @param kind how
 * @param pid the process that did; null where there is none
 * @param name that process's registered name, quoted label or function; empty when not known
 */
public record ExitOrigin(Kind kind, @Nullable Pid pid, String name) {
  /** How an end came about. */
  public enum Kind {
    /** Its function returned or raised, or it sent itself an exit signal. */
    ITSELF,
    /** A linked process ended. */
    LINK,
    /** Another process sent it an exit signal. */
    SIGNAL,
    /** Someone who is no process did: a person by {@code :kill}, or the end of the node. */
    OUTSIDE,
    /** The runtime did, because its mailbox was full. */
    RUNTIME;

    /** The word shown to users and machines: {@code itself}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
