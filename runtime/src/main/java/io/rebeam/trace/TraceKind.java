package io.rebeam.trace;

import java.util.List;
import java.util.Locale;

/** The kinds of actions of a traced process. */
public enum TraceKind {
  /** It sent a message. */
  SEND("sent"),
  /** It took a message out of its mailbox. */
  RECEIVE("recv"),
  /** It spawned a process. */
  SPAWN("spawn"),
  /** It has ended. */
  EXIT("exit"),
  /** It linked itself to a process, or a process linked itself to it. */
  LINK("link"),
  /** It removed a link by {@code unlink}, or the linked process did. */
  UNLINK("unlink"),
  /** It got a registered name. */
  REGISTER("register"),
  /** It lost its registered name by {@code unregister}. */
  UNREGISTER("unregister");

  private static final List<String> WORDS =
      List.of("send", "receive", "spawn", "exit", "link", "register");

  private final String shown;

  TraceKind(String shown) {
    this.shown = shown;
  }

  /** The words that ask for kinds. */
  public static List<String> words() {
    return WORDS;
  }

  /**
   * The kinds that a word asks for, first the one that it names: {@code link} stands for the end of
   * a link too. {@code sent} and {@code recv}, as they are shown, are understood. Empty for any
   * other word.
   */
  public static List<TraceKind> of(String word) {
    return switch (word) {
      case "send", "sent" -> List.of(SEND);
      case "receive", "recv" -> List.of(RECEIVE);
      case "spawn" -> List.of(SPAWN);
      case "exit" -> List.of(EXIT);
      case "link" -> List.of(LINK, UNLINK);
      case "register" -> List.of(REGISTER, UNREGISTER);
      default -> List.of();
    };
  }

  /** The word for machines: {@code receive}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word for people: {@code recv}. */
  public String shown() {
    return shown;
  }

  /** Whether the event has a message. */
  public boolean isMessage() {
    return this == SEND || this == RECEIVE;
  }
}
