package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.error.BadArgumentException;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.trace.Capture;
import io.rebeam.kernel.trace.Target;
import io.rebeam.kernel.trace.TracePredicate;
import io.rebeam.kernel.trace.Tracing;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The primitives with which a process traces others and takes the events itself. */
final class TracePrimitives {
  private final Scheduler scheduler;
  private final Kernel kernel;
  private final Tracing tracing;
  private final Judges judges;
  private final Function<Object, Object> pythonForm;

  /**
   * @param pythonForm makes what the runtime has sent a Python value
   */
  TracePrimitives(
      Scheduler scheduler,
      Tracing tracing,
      Callbacks callbacks,
      Function<Object, Object> pythonForm) {
    this.scheduler = scheduler;
    this.kernel = scheduler.kernel();
    this.tracing = tracing;
    this.judges = new Judges(scheduler, tracing, callbacks);
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
        a -> PythonArray.of(((Collected) a[0]).events().stream().map(this::row).toList()));
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
      kinds.add(TraceKind.valueOf(word.toUpperCase(Locale.ROOT)));
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
      TracePredicate judge = a[6] == PNone.NONE ? null : judges.ofCoroutine(a[6]);
      collected.belongsTo(tracing.start(target(a[0], request), request, judge, collected));
    } catch (BadArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    if (owner != null && !Exits.listen(owner, (_, _, _, _) -> collected.stop())) {
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

  private PythonArray row(TraceEvent event) {
    Duration waited = event.waited();
    TraceEvent.Party peer = event.peer();
    return new PythonArray(
        event.kind().word(),
        event.at().getEpochSecond() + event.at().getNano() / (double) TimeUnit.SECONDS.toNanos(1),
        process(event.process()),
        event.process().name(),
        peer == null ? PNone.NONE : process(peer),
        peer == null ? "" : peer.name(),
        event.text(),
        waited == null ? PNone.NONE : waited.toNanos());
  }

  private Object process(TraceEvent.Party party) {
    LocalProcess process = kernel.table().get(party.pid().serial());
    return process != null ? process : LocalProcess.dead(scheduler, party.pid().serial());
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
