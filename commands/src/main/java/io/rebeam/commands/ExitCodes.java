package io.rebeam.commands;

/** Exit codes of the program and of commands. */
public final class ExitCodes {
  /** Success, or a session was left. */
  public static final int OK = 0;

  /** Uncaught exception in a script, or a command that could not answer: no such process. */
  public static final int FAILURE = 1;

  /** Wrong usage: unknown option or command, bad value, a script that cannot be read. */
  public static final int USAGE = 2;

  /** The application ended: its root supervisor reached its limit of restarts. */
  public static final int APPLICATION_DIED = 3;

  /** The heap is full, and the node could not go on. */
  public static final int OUT_OF_MEMORY = 4;

  /** The launcher found a Java it cannot run. */
  public static final int CANNOT_RUN = 126;

  /** The launcher found no Java. */
  public static final int NOT_FOUND = 127;

  /** Ended by SIGHUP: the terminal is gone. */
  public static final int HANGUP = 129;

  /** Ended by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  /** The reader closed the pipe. */
  public static final int BROKEN_PIPE = 141;

  /** Ended by SIGTERM. */
  public static final int TERMINATED = 143;

  private ExitCodes() {}
}
