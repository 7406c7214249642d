package io.rebeam.commands.history;

import io.rebeam.form.EventForms;
import io.rebeam.history.LoggedCause;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.Printable;

/** The answer of {@code :log N}, which is never cut to the width of the screen. */
final class LogReport {
  private LogReport() {}

  static TextAnswer of(LoggedCause cause) {
    return new TextAnswer(
        head(cause) + "\n" + Printable.lines(cause.report()),
        JsonObject.document("log_cause").add(EventForms.CAUSE, cause));
  }

  private static String head(LoggedCause cause) {
    String about = (LogTable.pid(cause) + " " + cause.lastName()).strip();
    String last =
        Elapsed.seconds(cause.last())
            + " ago"
            + (about.isEmpty() ? "" : ", " + Printable.line(about));
    return cause.count() == 1
        ? "1 report, " + last
        : "%d reports since %s ago, the last %s"
            .formatted(cause.count(), Elapsed.seconds(cause.first()), last);
  }
}
