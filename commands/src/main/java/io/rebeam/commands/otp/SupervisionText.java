package io.rebeam.commands.otp;

import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.Escapes;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Supervisors and their children, in words and as JSON. */
public final class SupervisionText {
  private static final double MILLIS = 1_000;

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
    return "%s ago: %s".formatted(Elapsed.compact(end.ago()), Escapes.line(end.reason()));
  }

  /** {@code counter: permanent worker, shutdown 5.0 s}. */
  public static String specification(ChildView child) {
    return "%s: %s %s, shutdown %s%s"
        .formatted(
            Escapes.line(child.id()),
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
        Cell.text(Escapes.line(child.id()), Style.NAME),
        pid == null
            ? Cell.text(child.state(), Style.WARNING)
            : Cell.text(pid.toString(), Style.PID),
        Cell.text(child.restart()),
        Cell.text(child.type()),
        Cell.text(ends(child)));
  }

  public static @Nullable JsonObject json(@Nullable SupervisionView supervision) {
    return supervision == null
        ? null
        : new JsonObject()
            .put("strategy", supervision.strategy())
            .put("max_restarts", supervision.maxRestarts())
            .put("max_seconds", supervision.period().toMillis() / MILLIS)
            .put("recent_restarts", supervision.recent())
            .put("restarts", supervision.restarts())
            .put("auto_shutdown", supervision.autoShutdown())
            .put("children_count", supervision.total())
            .put("children", supervision.children().stream().map(SupervisionText::json).toList());
  }

  private static JsonObject json(ChildView child) {
    Pid pid = child.pid();
    ChildView.End end = child.lastEnd();
    return new JsonObject()
        .put("id", child.id())
        .put("start", child.start())
        .put("restart", child.restart())
        .put("shutdown", child.shutdown())
        .put("type", child.type())
        .put("significant", child.significant())
        .put("state", child.state())
        .put("pid", pid == null ? null : pid.toString())
        .put("restarts", child.restarts())
        .put("last_reason", end == null ? null : end.reason())
        .putMillis("last_end_ms", end == null ? null : end.ago());
  }

  /** The JSON of one child; null for none. */
  public static @Nullable JsonObject childOrNull(@Nullable ChildView child) {
    return child == null ? null : json(child);
  }
}
