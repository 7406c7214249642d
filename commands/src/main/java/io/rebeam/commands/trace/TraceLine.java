package io.rebeam.commands.trace;

import io.rebeam.form.EventForms;
import io.rebeam.render.Cell;
import io.rebeam.render.DisplayWidth;
import io.rebeam.render.JsonObject;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import io.rebeam.text.Printable;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceEvent.Party;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event of a trace as one line. */
final class TraceLine {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int WORD_WIDTH = 5;
  private static final int PARTIES_WIDTH = 18;
  private static final int TEXT_WIDTH = 20;
  private static final int MIN_TEXT_WIDTH = 10;
  private static final String GAP = "   ";

  private TraceLine() {}

  /**
   * The line on a screen: {@code 14:02:11.120 recv <0.57.0> → counter ("inc", 1) waited 0.2 ms}. It
   * is cut to the width of the screen; the text of the message is cut first.
   */
  static String text(TraceEvent event, OutputMode mode, ZoneId zone) {
    String time = TIME.format(event.at().atZone(zone));
    String word = padded(event.kind().shown(), WORD_WIDTH);
    String parties = Cell.text(parties(event, mode.unicode())).text();
    String text = Printable.line(event.text());
    String waited = event.waited() == null ? "" : GAP + "waited " + amount(event.waited());
    if (!text.isEmpty()) {
      parties = padded(parties, PARTIES_WIDTH);
      int left = left(mode, time + "  " + word + "  " + parties + GAP + waited);
      text = DisplayWidth.cut(text, Math.max(MIN_TEXT_WIDTH, left));
      text = GAP + (waited.isEmpty() ? text : padded(text, Math.min(TEXT_WIDTH, left)));
    }
    if (left(mode, time + "  " + word + "  " + parties + text + waited) < 0) {
      return DisplayWidth.cut(time + "  " + word + "  " + parties + text + waited, mode.width());
    }
    return mode.theme().paint(Style.FAINT, time)
        + "  "
        + mode.theme().paint(Style.HEADING, word)
        + "  "
        + mode.theme().paint(Style.NAME, parties)
        + text
        + mode.theme().paint(Style.FAINT, waited);
  }

  private static int left(OutputMode mode, String rest) {
    return mode.width() - DisplayWidth.of(rest);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
  }

  private static String parties(TraceEvent event, boolean unicode) {
    String self = shown(event.process());
    String to = unicode ? " → " : " -> ";
    return switch (event.kind()) {
      case SEND, SPAWN -> self + to + shown(event.peer());
      case RECEIVE -> shown(event.peer()) + to + self;
      case LINK, UNLINK -> self + (unicode ? " ↔ " : " <-> ") + shown(event.peer());
      case EXIT, REGISTER, UNREGISTER -> self;
    };
  }

  private static String shown(@Nullable Party party) {
    if (party == null) {
      return "outside";
    }
    return party.name().isEmpty() ? party.pid().toString() : party.name();
  }

  private static String amount(Duration waited) {
    double millis = waited.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    return millis < 1000 ? "%.1f ms".formatted(millis) : "%.1f s".formatted(millis / 1000);
  }

  /** The names of the fields of {@link #plain}. */
  static final String PLAIN_HEADER = "#time\tevent\tpid\tname\tpeer\tpeer_name\ttext\twaited_us";

  /** The line of plain output, tab-separated. */
  static String plain(TraceEvent event, ZoneId zone) {
    Party peer = event.peer();
    return String.join(
        "\t",
        TIME.format(event.at().atZone(zone)),
        event.kind().word(),
        event.process().pid().toString(),
        Printable.line(event.process().name()),
        peer == null ? "" : peer.pid().toString(),
        peer == null ? "" : Printable.line(peer.name()),
        Printable.line(event.text()),
        event.waited() == null
            ? ""
            : Long.toString(TimeUnit.NANOSECONDS.toMicros(event.waited().toNanos())));
  }

  /** The JSON of an event; a message is in {@code repr}, other texts are in {@code detail}. */
  static JsonObject json(TraceEvent event) {
    return JsonObject.document("trace_event").add(EventForms.TRACE_EVENT, event);
  }
}
