package io.rebeam.kernel.python.host;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.kernel.python.primitive.Wait;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceStop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a trace, kept until its process takes them. */
final class CollectedEvents implements TraceListener, TruffleObject {
  private final List<TraceEvent> events = new ArrayList<>();
  private @Nullable Trace trace;
  private @Nullable Wait waiting;
  private @Nullable TraceEnd end;

  @Override
  public synchronized void event(TraceEvent event) {
    events.add(event);
  }

  @Override
  public synchronized void ended(TraceEnd how) {
    end = how;
    if (waiting != null) {
      waiting.end();
    }
  }

  synchronized void await(Wait wait) {
    waiting = wait;
    if (end != null) {
      wait.end();
    }
  }

  synchronized void stop() {
    if (trace != null) {
      trace.stop(TraceStop.STOPPED);
    }
  }

  synchronized List<TraceEvent> events() {
    return List.copyOf(events);
  }

  synchronized void belongsTo(Trace own) {
    trace = own;
  }
}
