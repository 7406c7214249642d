package io.rebeam.inspect;

import io.rebeam.process.Pid;
import java.util.List;
import java.util.Locale;

/**
 * A module that has been imported again.
 *
 * @param module its name
 * @param file its source file; empty when unknown
 * @param servers the servers that ran a class of the module as it was before
 */
public record Reloaded(String module, String file, List<Server> servers) {
  public Reloaded {
    servers = List.copyOf(servers);
  }

  /** The class that a server runs after the reload. */
  public enum Outcome {
    /** It runs the old class. */
    OLD,
    /** It runs the new class. */
    CHANGED,
    /** It was to move to the new class, and runs the old one. */
    FAILED;

    /** The word for machines. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A server.
   *
   * @param pid the process
   * @param name its registered name; empty for none
   * @param serverClass the class that it ran
   * @param outcome the class that it runs now
   * @param detail the reason; may be empty
   */
  public record Server(Pid pid, String name, String serverClass, Outcome outcome, String detail) {}
}
