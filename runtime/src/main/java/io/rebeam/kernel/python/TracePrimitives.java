package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.error.BadArgumentException;
import io.rebeam.form.EventForms;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.trace.Capture;
import io.rebeam.kernel.trace.Judge;
import io.rebeam.kernel.trace.Target;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The primitives with which a process traces others and takes the events itself. */
final class TracePrimitives {
  private final PythonRecords records;
  private final Kernel kernel;
  private final Judges judges;
  private final Function<Object, Object> pythonForm;

  /**
   * @param pythonForm makes what the runtime has sent a Python value
   */
  TracePrimitives(
      Scheduler scheduler,
      Callbacks callbacks,
      PythonRecords records,
      Function<Object, Object> pythonForm) {
    this.records = records;
    this.kernel = scheduler.kernel();
    this.judges = new Judges(scheduler, callbacks);
    this.pythonForm = pythonForm;
  }

  /** The events of a trace, kept until its process asks for them. */
  private static final class Collected implements TraceListener, TruffleObject {
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

  void addTo(Map<String, Primitive.Body> primitives) {
    primitives.put("trace_words", _ -> PythonRecords.words(TraceKind.words()));
    primitives.put("is_trace_word", a -> !TraceKind.of(text(a[0])).isEmpty());
    primitives.put(
        "trace_limits",
        _ ->
            new PythonArray(
                TraceLimits.MAX_COUNT, TraceLimits.MAX_RATE, TraceLimits.MAX_TIME.toSeconds()));
    cold(primitives, "trace_start", this::start);
    cold(
        primitives,
        "trace_await",
        a -> {
          ((Collected) a[0]).await((Wait) a[1]);
          return PNone.NONE;
        });
    cold(
        primitives,
        "trace_stop",
        a -> {
          ((Collected) a[0]).stop();
          return PNone.NONE;
        });
    cold(
        primitives,
        "trace_events",
        a -> records.list(EventForms.TRACE_EVENT, ((Collected) a[0]).events()));
    cold(
        primitives,
        "trace_message",
        a -> pythonForm.apply(Objects.requireNonNull(((Capture) a[0]).message())));
    cold(
        primitives,
        "trace_verdict",
        a -> {
          ((Capture) a[0]).decide((boolean) a[1], text(a[2]));
          return PNone.NONE;
        });
  }

  private static void cold(
      Map<String, Primitive.Body> primitives, String name, Primitive.Body body) {
    primitives.put(name, body);
  }

  /**
   * {@code trace_start(target, word, kinds, count, nanos, rate, judge)}: the handle of the trace,
   * or a string that says why there is none.
   */
  private Object start(Object[] a) {
    Set<TraceKind> kinds = EnumSet.noneOf(TraceKind.class);
    for (String word : text(a[2]).split(",", -1)) {
      kinds.addAll(TraceKind.of(word));
    }
    TraceLimits limits =
        new TraceLimits(
            (int) PythonContext.integer(a[3]),
            Duration.ofNanos(PythonContext.integer(a[4])),
            (int) PythonContext.integer(a[5]));
    TraceRequest request = new TraceRequest(text(a[1]), kinds, limits, null);
    Collected collected = new Collected();
    LocalProcess owner = Thread.currentThread() instanceof RuntimeThread t ? t.current() : null;
    try {
      Judge judge = a[6] == PNone.NONE ? null : judges.ofCoroutine(a[6]);
      collected.belongsTo(kernel.tracing().start(target(a[0], request), request, judge, collected));
    } catch (BadArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    if (owner != null && !owner.whenDead(collected::stop)) {
      collected.stop();
    }
    return collected;
  }

  private Target target(Object process, TraceRequest request) {
    if (process instanceof LocalProcess one) {
      return new Target.One(one);
    }
    String word = request.target();
    if (word.equals(TraceRequest.ALL)) {
      return new Target.All();
    }
    return kernel.names().whereis(word) != null
        ? new Target.Named(word)
        : new Target.Labelled(word);
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
