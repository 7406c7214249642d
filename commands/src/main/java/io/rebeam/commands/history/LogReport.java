package io.rebeam.commands.history;

import io.rebeam.history.LoggedCause;
import io.rebeam.process.Pid;
import io.rebeam.render.Elapsed;
import io.rebeam.render.Escapes;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;

/** The answer of {@code :log N}, which is never cut to the width of the screen. */
final class LogReport {
  private LogReport() {}

  static TextAnswer of(LoggedCause cause) {
    return new TextAnswer(
        head(cause) + "\n" + Escapes.lines(cause.report()),
        json(JsonObject.document("log_cause"), cause));
  }

  private static String head(LoggedCause cause) {
    String about = (LogTable.pid(cause) + " " + cause.lastName()).strip();
    String last =
        Elapsed.seconds(cause.last())
            + " ago"
            + (about.isEmpty() ? "" : ", " + Escapes.line(about));
    return cause.count() == 1
        ? "1 report, " + last
        : "%d reports since %s ago, the last %s"
            .formatted(cause.count(), Elapsed.seconds(cause.first()), last);
  }

  static JsonObject json(LoggedCause cause) {
    return json(new JsonObject(), cause);
  }

  private static JsonObject json(JsonObject json, LoggedCause cause) {
    Pid pid = cause.lastPid();
    return json.put("number", cause.number())
        .put("logger", cause.logger())
        .put("type", cause.type())
        .putText("place", cause.place())
        .put("count", cause.count())
        .put("first_ms", cause.first().toMillis())
        .put("last_ms", cause.last().toMillis())
        .put("pid", pid == null ? null : pid.toString())
        .putText("name", cause.lastName())
        .put("headline", cause.headline())
        .put("report", cause.report());
  }
}
