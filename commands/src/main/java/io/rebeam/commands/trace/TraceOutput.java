package io.rebeam.commands.trace;

import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import io.rebeam.text.Printable;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Writes a running trace: a first line, a line for each event, and a line with its end. */
final class TraceOutput implements TraceListener {
  private final PrintWriter out;
  private final OutputFormat format;
  private final Supplier<OutputMode> mode;
  private final TraceRequest request;
  private final ZoneId zone;

  /** Opened when the first line has been written; events wait for it. */
  private final CountDownLatch begun = new CountDownLatch(1);

  /**
   * @param mode read at each line, since windows change
   */
  TraceOutput(
      PrintWriter out,
      OutputFormat format,
      Supplier<OutputMode> mode,
      TraceRequest request,
      ZoneId zone) {
    this.out = out;
    this.format = format;
    this.mode = mode;
    this.request = request;
    this.zone = zone;
  }

  /**
   * Writes the first line.
   *
   * @param way the way to stop the trace: {@code Ctrl-C}
   */
  void begin(Trace trace, String way, boolean header) {
    try {
      switch (format) {
        case TABLE -> line(faint(first(trace.target(), request, way)));
        case PLAIN -> {
          if (header) {
            line(TraceLine.PLAIN_HEADER);
          }
        }
        case JSON -> {}
      }
    } finally {
      begun.countDown();
    }
  }

  static String first(String target, TraceRequest request, String way) {
    TraceLimits limits = request.limits();
    String match = request.predicate() == null ? "" : " where " + request.predicate();
    return "tracing %s: %s%s   stops after %s, %s, or %s"
        .formatted(
            Printable.line(target),
            TraceEvents.shown(request.kinds()),
            Printable.line(match),
            events(limits.count()),
            time(limits.time()),
            way);
  }

  private static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }

  private static String time(Duration time) {
    return time.toMillisPart() == 0 && time.toMinutes() < 1
        ? time.toSeconds() + " s"
        : Elapsed.seconds(time);
  }

  @Override
  public void event(TraceEvent event) {
    try {
      begun.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    line(
        switch (format) {
          case TABLE -> TraceLine.text(event, mode.get(), zone);
          case PLAIN -> TraceLine.plain(event, zone);
          case JSON -> TraceLine.json(event).toString();
        });
  }

  @Override
  public void ended(TraceEnd end) {
    if (end.stop() == TraceStop.CLOSED) {
      return; // the session is closed too
    }
    switch (format) {
      case TABLE -> line(faint(last(end, request)));
      case PLAIN -> {}
      case JSON -> line(json(end).toString());
    }
  }

  static String last(TraceEnd end, TraceRequest request) {
    String raised =
        end.failures() == 0
            ? ""
            : "; the predicate raised %d times, first %s"
                .formatted(end.failures(), Printable.line(end.firstFailure()));
    return "trace stopped: %s (%d dropped), %s%s"
        .formatted(events(end.events()), end.dropped(), why(end.stop(), request.limits()), raised);
  }

  private static String why(TraceStop stop, TraceLimits limits) {
    return switch (stop) {
      case COUNT -> "its limit; -n N takes more";
      case TIME -> time(limits.time()) + " are over";
      case EXIT -> "the process has ended";
      case STOPPED -> "by :trace off";
      case INTERRUPTED -> "by Ctrl-C";
      case PREDICATE -> "the process of its predicate has ended";
      case OUTPUT -> "its output failed";
      case CLOSED -> "the node is closing";
    };
  }

  static JsonObject json(TraceEnd end) {
    return JsonObject.document("trace_end")
        .put("events", end.events())
        .put("dropped", end.dropped())
        .put("stopped_by", end.stop().word())
        .put("match_errors", end.failures())
        .putText("first_match_error", end.firstFailure());
  }

  /** A line that is not cut, since how to stop the trace and why it has stopped is at its end. */
  private String faint(String text) {
    return mode.get().theme().paint(Style.FAINT, text);
  }

  /** Writes a line with one call, so that no other output comes before its line break. */
  private void line(String text) {
    out.print(text + "\n");
    out.flush();
  }
}
