package io.rebeam.kernel.signal;

/**
 * Why a process ended.
 *
 * @param kind what makes a difference to the runtime
 * @param term the reason itself: a Python value that went through the copy rules, or a {@link
 *     String} for the plain string, which is made Python's where it is handed to Python
 * @param text the reason as shown to people, one line, made when the reason was made
 */
public record ExitReason(Kind kind, Object term, String text) {
  /** The kinds that make a difference to the runtime or its reports (semantics C18, N4). */
  public enum Kind {
    NORMAL,
    KILL,
    /** {@code shutdown} and {@code Shutdown(detail)}: an orderly end, not reported. */
    SHUTDOWN,
    /** Any other reason. */
    OTHER,
    /** An exception of the process's own code; reported as a crash (A19). */
    CRASHED
  }

  public static final ExitReason NORMAL = of(Kind.NORMAL, "normal");

  /**
   * The end of a process that was made and could not be started; it is neither kept nor reported.
   */
  public static final ExitReason UNBORN = of(Kind.NORMAL, "normal");

  public static final ExitReason KILL = of(Kind.KILL, "kill");
  public static final ExitReason KILLED = of(Kind.OTHER, "killed");
  public static final ExitReason SHUTDOWN = of(Kind.SHUTDOWN, "shutdown");
  public static final ExitReason NOPROC = of(Kind.OTHER, "noproc");
  public static final ExitReason MESSAGE_QUEUE_LIMIT = of(Kind.OTHER, "message_queue_limit");

  /** The reason that the plain string {@code word} is. */
  public static ExitReason ofWord(String word) {
    return switch (word) {
      case "normal" -> NORMAL;
      case "kill" -> KILL;
      case "shutdown" -> SHUTDOWN;
      default -> of(Kind.OTHER, word);
    };
  }

  private static ExitReason of(Kind kind, String word) {
    return new ExitReason(kind, word, word);
  }

  /** Whether this is neither {@code normal} nor a shutdown (semantics N4). */
  public boolean isAbnormal() {
    return kind != Kind.NORMAL && kind != Kind.SHUTDOWN;
  }
}
