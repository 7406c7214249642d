package io.rebeam.model;

/** What an exit signal does at receipt: table C.3. */
final class ExitTable {
  /** What it does. */
  sealed interface Effect {}

  /** Nothing. */
  record Dropped() implements Effect {}

  /** It becomes an {@code Exit} message. */
  record Trapped() implements Effect {}

  /**
   * The receiver ends.
   *
   * @param untrappable whether by {@code kill}, which leaves no time to unwind (N10)
   */
  record Fatal(String reason, boolean untrappable) implements Effect {}

  private ExitTable() {}

  /**
   * Looks the effect up. For a signal by link the link is active: otherwise it is dropped.
   *
   * @param linked whether it came by a link, or else from {@code exit_signal}
   * @param own whether the receiver sent it to itself
   * @param trapping the receiver's flag at receipt (C22)
   */
  static Effect effect(String reason, boolean linked, boolean own, boolean trapping) {
    if (reason.equals("kill") && !linked) {
      return new Fatal("killed", true); // C20
    }
    if (trapping) {
      return new Trapped(); // also "kill" by link (C20), also "normal" (C19)
    }
    if (reason.equals("normal") && !own) {
      return new Dropped(); // C19
    }
    return new Fatal(reason, false); // C18: no other reason is special
  }
}
