package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.behaviour.Supervision;
import io.rebeam.kernel.behaviour.Supervision.Child;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.Questions;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The primitives by which servers and supervisors tell what they are and what they do. */
final class SupervisionPrimitives {
  private final Caller caller;

  SupervisionPrimitives(Caller caller) {
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("note_server_module", 1, this::noteServerModule);
    primitives.warm("answer", 3, SupervisionPrimitives::answer);
    primitives.warm("set_server_class", 1, this::setServerClass);
    primitives.warm("server_class", 1, SupervisionPrimitives::serverClass);
    primitives.warm("supervise", 4, this::supervise);
    primitives.warm("child_add", 6, this::add);
    primitives.warm("child_set", 3, this::set);
    primitives.warm("child_ended", 2, this::ended);
    primitives.warm("child_restarted", 1, a -> with(own -> own.restarted((Child) a[0])));
    primitives.warm("child_remove", 1, a -> with(own -> own.remove((Child) a[0])));
    primitives.warm("supervision_restarting", 0, _ -> with(own -> own.restarting(now())));
  }

  /** {@code answer(question, word, rows)}: what a person has asked. */
  private static Object answer(Object[] a) {
    ((Questions.Question) a[0]).answer(new Questions.Answer(text(a[1]), Questions.rows(a[2])));
    return PNone.NONE;
  }

  private Object noteServerModule(Object[] a) {
    caller.node().serverModules().note(text(a[0]));
    return PNone.NONE;
  }

  private Object setServerClass(Object[] a) {
    Behaviour behaviour = caller.living().behaviour();
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
    Behaviour behaviour = caller.living().behaviour();
    if (behaviour != null) {
      behaviour.setSupervision(
          new Supervision(
              new Supervision.Flags(
                  text(a[0]),
                  Arguments.limit(a[1]),
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
    return with(own -> own.ended((Child) a[0], new Supervision.End(text(a[1]), now())));
  }

  private long now() {
    return caller.kernel().ticker().nanos();
  }

  private Object with(Consumer<Supervision> change) {
    Supervision own = own();
    if (own != null) {
      change.accept(own);
    }
    return PNone.NONE;
  }

  private @Nullable Supervision own() {
    Behaviour behaviour = caller.living().behaviour();
    return behaviour == null ? null : behaviour.supervision();
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
