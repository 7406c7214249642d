package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.error.BadArgumentException;
import io.rebeam.form.EventForms;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.PythonRecords;
import io.rebeam.kernel.python.TracePredicates;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.python.primitive.Wait;
import io.rebeam.kernel.trace.Capture;
import io.rebeam.kernel.trace.Target;
import io.rebeam.kernel.trace.TracePredicate;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The primitives with which a process traces others and takes the events itself. */
final class TracePrimitives {
  private final Caller caller;
  private final MessageForms forms;
  private final PythonRecords records;
  private final TracePredicates predicates;

  TracePrimitives(Caller caller, MessageForms forms, PythonRecords records) {
    this.records = records;
    this.caller = caller;
    this.forms = forms;
    this.predicates = new TracePredicates(caller.scheduler(), caller.callbacks());
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("trace_words", _ -> PythonRecords.words(TraceKind.words()));
    primitives.cold("is_trace_word", a -> !TraceKind.of(text(a[0])).isEmpty());
    primitives.cold(
        "trace_limits",
        _ ->
            new PythonArray(
                TraceLimits.MAX_COUNT, TraceLimits.MAX_RATE, TraceLimits.MAX_TIME.toSeconds()));
    primitives.cold("trace_start", this::start);
    primitives.cold("trace_await", none(a -> ((CollectedEvents) a[0]).await((Wait) a[1])));
    primitives.cold("trace_stop", none(a -> ((CollectedEvents) a[0]).stop()));
    primitives.cold(
        "trace_events",
        a -> records.list(EventForms.TRACE_EVENT, ((CollectedEvents) a[0]).events()));
    primitives.cold(
        "trace_message", a -> forms.ofPayload(Objects.requireNonNull(((Capture) a[0]).message())));
    primitives.cold(
        "trace_verdict", none(a -> ((Capture) a[0]).decide((boolean) a[1], text(a[2]))));
  }

  /**
   * {@code trace_start(target, word, kinds, count, nanos, rate, predicate)}: the handle of the
   * trace, or a string with the reason for which none was started.
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
    CollectedEvents collected = new CollectedEvents();
    LocalProcess owner = caller.processOrNull();
    try {
      TracePredicate predicate = a[6] == PNone.NONE ? null : predicates.ofCoroutine(a[6]);
      collected.belongsTo(
          caller.node().tracing().start(target(a[0], request), request, predicate, collected));
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
    return caller.kernel().names().whereis(word) != null
        ? new Target.Named(word)
        : new Target.Labelled(word);
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
