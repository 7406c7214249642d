package io.rebeam.commands.trace;

import io.rebeam.render.OutputMode;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import io.rebeam.trace.Traces;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running trace with its latest events, for a whole screen. Any thread. */
public final class TraceTail implements TraceListener, AutoCloseable {
  private final TraceRequest request;
  private final int most;
  private final Deque<TraceEvent> events = new ArrayDeque<>(); // guarded by itself
  private volatile @Nullable Trace trace;
  private volatile @Nullable TraceEnd end;

  private TraceTail(TraceRequest request) {
    this.request = request;
    this.most = request.limits().count();
  }

  /**
   * Starts a trace of all kinds of events, within the default limits.
   *
   * @param target as {@code :trace} takes it
   */
  public static TraceTail start(Traces traces, String target) {
    var tail =
        new TraceTail(
            new TraceRequest(
                target,
                EnumSet.allOf(TraceKind.class),
                TraceLimits.DEFAULT,
                /* predicate= */ null));
    tail.trace = traces.start(tail.request, tail);
    return tail;
  }

  /** The traced process and the limits. */
  public String title() {
    Trace running = trace;
    String target = running == null ? request.target() : running.target();
    return TraceOutput.first(target, request, "q");
  }

  /** A line for each event, the oldest first, and a last line with the end, if it has ended. */
  public List<String> lines(OutputMode mode) {
    List<String> lines = new ArrayList<>();
    synchronized (events) {
      events.forEach(event -> lines.add(TraceLine.text(event, mode, ZoneId.systemDefault())));
    }
    TraceEnd ended = end;
    if (ended != null) {
      lines.add(TraceOutput.last(ended, request));
    }
    return lines;
  }

  @Override
  public void event(TraceEvent event) {
    synchronized (events) {
      if (events.size() == most) {
        events.removeFirst();
      }
      events.addLast(event);
    }
  }

  @Override
  public void ended(TraceEnd ended) {
    end = ended;
  }

  @Override
  public void close() {
    Trace running = trace;
    if (running != null) {
      running.stop(TraceStop.STOPPED);
    }
  }
}
