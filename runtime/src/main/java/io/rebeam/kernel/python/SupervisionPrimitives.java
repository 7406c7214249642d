package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.behaviour.ServerModules;
import io.rebeam.kernel.behaviour.Supervision;
import io.rebeam.kernel.behaviour.Supervision.Child;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The primitives by which servers and supervisors tell what they are and what they do. */
final class SupervisionPrimitives {
  private final Ticker ticker;
  private final Supplier<LocalProcess> caller;
  private final ServerModules serverModules;

  /**
   * @param caller the calling process
   */
  SupervisionPrimitives(Ticker ticker, ServerModules serverModules, Supplier<LocalProcess> caller) {
    this.ticker = ticker;
    this.serverModules = serverModules;
    this.caller = caller;
  }

  void addTo(PrimitiveSink sink) {
    sink.add("note_server_module", 1, this::noteServerModule);
    sink.add("answer", 3, SupervisionPrimitives::answer);
    sink.add("set_server_class", 1, this::setServerClass);
    sink.add("server_class", 1, SupervisionPrimitives::serverClass);
    sink.add("supervise", 4, this::supervise);
    sink.add("child_add", 6, this::add);
    sink.add("child_set", 3, this::set);
    sink.add("child_ended", 2, this::ended);
    sink.add("child_restarted", 1, a -> with(own -> own.restarted((Child) a[0])));
    sink.add("child_remove", 1, a -> with(own -> own.remove((Child) a[0])));
    sink.add("supervision_restarting", 0, _ -> with(own -> own.restarting(ticker.nanos())));
  }

  /** {@code answer(question, word, rows)}: what a person has asked. */
  private static Object answer(Object[] a) {
    ((Questions.Question) a[0]).answer(new Questions.Answer(text(a[1]), Questions.rows(a[2])));
    return PNone.NONE;
  }

  private Object noteServerModule(Object[] a) {
    serverModules.note(text(a[0]));
    return PNone.NONE;
  }

  private Object setServerClass(Object[] a) {
    Behaviour behaviour = caller.get().behaviour();
    if (behaviour != null) {
      behaviour.setServerClass(a[0]);
    }
    return PNone.NONE;
  }

  private static Object serverClass(Object[] a) {
    Behaviour behaviour = ((LocalProcess) a[0]).behaviour();
    return Callbacks.orNone(behaviour == null ? null : behaviour.serverClass());
  }

  /** {@code supervise(strategy, max_restarts, millis, auto_shutdown)}. */
  private Object supervise(Object[] a) {
    Behaviour behaviour = caller.get().behaviour();
    if (behaviour != null) {
      behaviour.setSupervision(
          new Supervision(
              new Supervision.Flags(
                  text(a[0]),
                  (int) Math.min(PythonContext.integer(a[1]), Integer.MAX_VALUE),
                  Duration.ofMillis(PythonContext.integer(a[2])),
                  text(a[3]))));
    }
    return PNone.NONE;
  }

  /** {@code child_add(id, start, restart, shutdown, type, significant)}: the child. */
  private Object add(Object[] a) {
    Supervision own = own();
    return own == null
        ? PNone.NONE
        : own.add(
            new Supervision.Spec(
                text(a[0]), text(a[1]), text(a[2]), text(a[3]), text(a[4]), (boolean) a[5]));
  }

  /** {@code child_set(child, state, process)}. */
  private Object set(Object[] a) {
    Supervision.State state = Supervision.State.valueOf(text(a[1]).toUpperCase(Locale.ROOT));
    LocalProcess process = a[2] == PNone.NONE ? null : (LocalProcess) a[2];
    return with(own -> own.set((Child) a[0], state, process));
  }

  private Object ended(Object[] a) {
    return with(own -> own.ended((Child) a[0], new Supervision.End(text(a[1]), ticker.nanos())));
  }

  private Object with(Consumer<Supervision> change) {
    Supervision own = own();
    if (own != null) {
      change.accept(own);
    }
    return PNone.NONE;
  }

  private @Nullable Supervision own() {
    Behaviour behaviour = caller.get().behaviour();
    return behaviour == null ? null : behaviour.supervision();
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
