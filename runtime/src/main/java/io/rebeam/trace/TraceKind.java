package io.rebeam.trace;

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

  private final String shown;

  TraceKind(String shown) {
    this.shown = shown;
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
