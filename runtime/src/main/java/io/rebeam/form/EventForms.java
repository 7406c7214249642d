package io.rebeam.form;

import io.rebeam.form.RecordForm.Reader;
import io.rebeam.history.EndedProcess;
import io.rebeam.history.LoggedCause;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceEvent.Party;
import io.rebeam.trace.TraceKind;
import java.util.concurrent.TimeUnit;

/** What has happened: ends of processes, reports, and events of traces. */
public final class EventForms {
  private EventForms() {}

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  public static final RecordForm<EndedProcess> ENDED =
      RecordForm.<EndedProcess>empty()
          .field("pid", EndedProcess::pid)
          .field("registered_name", "name", end -> end.names().registered())
          .field("label", end -> end.names().label())
          .field("initial_call", end -> end.names().initialCall())
          .field("parent", EndedProcess::parent)
          .field("reason", EndedProcess::reason)
          .field("abnormal", EndedProcess::abnormal)
          .field("origin", end -> end.origin().kind().word())
          .field("origin_pid", end -> end.origin().pid())
          .field(Reader.JSON, "origin_name", end -> RecordForm.emptyToNull(end.origin().name()))
          .time("lifetime", EndedProcess::lifetime)
          .field("message_queue_len", EndedProcess::messagesLeft)
          .time("ago", EndedProcess::ago);

  public static final RecordForm<LoggedCause> CAUSE =
      RecordForm.<LoggedCause>empty()
          .field("number", LoggedCause::number)
          .field("logger", LoggedCause::logger)
          .field("type", LoggedCause::type)
          .textOrEmpty("place", LoggedCause::place)
          .field("count", LoggedCause::count)
          .time("first", LoggedCause::first)
          .time("last", LoggedCause::last)
          .field("pid", LoggedCause::lastPid)
          .field(Reader.JSON, "name", cause -> RecordForm.emptyToNull(cause.lastName()))
          .field("headline", LoggedCause::headline)
          .field("report", LoggedCause::report);

  /** JSON has a message in {@code repr} and any other text in {@code detail}. */
  public static final RecordForm<TraceEvent> TRACE_EVENT =
      RecordForm.<TraceEvent>empty()
          .field(Reader.JSON, "at", event -> event.at().toString())
          .field("event", event -> event.kind().word())
          .field(
              Reader.PYTHON,
              "at",
              event -> event.at().getEpochSecond() + event.at().getNano() / SECOND)
          .field("pid", event -> event.process().pid())
          .text("name", event -> event.process().name())
          .field(
              "peer",
              event -> {
                Party peer = event.peer();
                return peer == null ? null : peer.pid();
              })
          .text(
              "peer_name",
              event -> {
                Party peer = event.peer();
                return peer == null ? null : peer.name();
              })
          .field(Reader.JSON, "repr", event -> event.kind().isMessage() ? event.text() : null)
          .field(
              Reader.JSON,
              "detail",
              event -> event.kind().isMessage() ? null : RecordForm.emptyToNull(event.text()))
          .field(Reader.PYTHON, "text", TraceEvent::text)
          .field(
              Reader.JSON,
              "waited_us",
              event -> event.kind() == TraceKind.RECEIVE ? RecordForm.micros(event.waited()) : null)
          .field(Reader.PYTHON, "waited", event -> RecordForm.seconds(event.waited()));
}
