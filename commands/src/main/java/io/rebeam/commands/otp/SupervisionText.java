package io.rebeam.commands.otp;

import io.rebeam.form.OtpForms;
import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.text.Printable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Supervisors and their children, in words and for machines. */
public final class SupervisionText {
  private SupervisionText() {}

  /** {@code one_for_one, 2 of 3 restarts in 5s}. */
  public static String flags(SupervisionView supervision) {
    String text = supervision.strategy() + ", " + recent(supervision);
    return supervision.autoShutdown().equals("never")
        ? text
        : text + ", auto_shutdown " + supervision.autoShutdown();
  }

  /** {@code 2 of 3 restarts in 5s}. */
  static String recent(SupervisionView supervision) {
    return "%d of %d restarts in %s"
        .formatted(
            supervision.recent(), supervision.maxRestarts(), Elapsed.compact(supervision.period()));
  }

  /** {@code 2 restarts, last 3s ago: 'boom'}; empty when the child has never ended. */
  static String ends(ChildView child) {
    if (child.restarts() == 0) {
      return child.lastEnd() == null ? "" : "ended " + last(child);
    }
    String count = child.restarts() == 1 ? "1 restart" : child.restarts() + " restarts";
    return child.lastEnd() == null ? count : count + ", last " + last(child);
  }

  /** {@code 2, last 3s ago: 'boom'}; empty when there was none. */
  public static String restarts(ChildView child) {
    if (child.restarts() == 0) {
      return "";
    }
    return child.restarts() + (child.lastEnd() == null ? "" : ", last " + last(child));
  }

  private static String last(ChildView child) {
    ChildView.End end = Objects.requireNonNull(child.lastEnd());
    return "%s ago: %s".formatted(Elapsed.compact(end.ago()), Printable.line(end.reason()));
  }

  /** {@code counter: permanent worker, shutdown 5.0 s}. */
  public static String specification(ChildView child) {
    return "%s: %s %s, shutdown %s%s"
        .formatted(
            Printable.line(child.id()),
            child.restart(),
            child.type(),
            shutdown(child),
            child.significant() ? ", significant" : "");
  }

  private static String shutdown(ChildView child) {
    return Character.isDigit(child.shutdown().charAt(0))
        ? child.shutdown() + " s"
        : child.shutdown();
  }

  /** A child in a list. */
  public static List<Cell> row(ChildView child) {
    Pid pid = child.pid();
    return List.of(
        Cell.text(Printable.line(child.id()), Style.NAME),
        pid == null
            ? Cell.text(child.state(), Style.WARNING)
            : Cell.text(pid.toString(), Style.PID),
        Cell.text(child.restart()),
        Cell.text(child.type()),
        Cell.text(ends(child)));
  }

  public static @Nullable JsonObject json(@Nullable SupervisionView supervision) {
    return supervision == null ? null : JsonObject.of(OtpForms.SUPERVISION, supervision);
  }

  /** The same for one child; null for none. */
  public static @Nullable JsonObject childOrNull(@Nullable ChildView child) {
    return child == null ? null : JsonObject.of(OtpForms.CHILD, child);
  }
}
