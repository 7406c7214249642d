package io.rebeam.history;

import io.rebeam.process.Pid;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cause of the end of a process.
 *
 * @param kind the kind of cause
 * @param pid the process that ended or sent the signal; null without one
 * @param name that process's registered name, quoted label or function; empty when not known
 */
public record ExitOrigin(Kind kind, @Nullable Pid pid, String name) {
  /** The kinds of causes. */
  public enum Kind {
    /** Its function returned or raised, or it sent itself an exit signal. */
    ITSELF,
    /** A linked process ended. */
    LINK,
    /** Another process sent it an exit signal. */
    SIGNAL,
    /** An exit signal from outside all processes: {@code :kill}, or the end of the node. */
    OUTSIDE,
    /** The runtime ended it, because its mailbox was full. */
    RUNTIME;

    /** The word shown to users and machines: {@code itself}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
