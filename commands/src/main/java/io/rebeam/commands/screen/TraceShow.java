package io.rebeam.commands.screen;

import io.rebeam.commands.trace.TraceTail;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import java.time.Duration;
import java.util.List;

/** The events of one process as they happen. */
final class TraceShow implements Show {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final int TOP_LINES = 2;

  private final TraceTail tail;
  private final Scroll scroll = new Scroll();
  private boolean atEnd = true;

  TraceShow(TraceTail tail) {
    this.tail = tail;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void refresh() {
    // the listener adds events as they happen
  }

  @Override
  public List<String> picture(int rows, OutputMode mode) {
    List<String> lines = tail.lines(mode);
    if (atEnd) {
      scroll.press(Key.of(Key.Name.END));
    }
    List<String> seen = scroll.window(lines, rows - TOP_LINES - 1);
    return Line.screen(
        List.of(Line.of(tail.title(), Style.HEADING, mode), ""),
        seen,
        Line.spread("q back  arrows scroll", scroll.place(lines.size()), Style.FAINT, mode),
        rows);
  }

  @Override
  public boolean press(Key key) {
    if (scroll.press(key)) {
      atEnd = key.name() == Key.Name.END;
    }
    return !key.leaves();
  }

  @Override
  public void close() {
    tail.close();
  }
}
