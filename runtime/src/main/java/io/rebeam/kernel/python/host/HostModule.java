package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.python.HistoryPrimitives;
import io.rebeam.kernel.python.InspectPrimitives;
import io.rebeam.kernel.python.ProgramStarter;
import io.rebeam.kernel.python.PythonRecords;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.Handles;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.timer.MessageTimers;
import java.util.Map;

/**
 * The primitives that the Python library calls, as the module {@code _rebeam_host}: a list of their
 * families. {@code runtime/src/main/python/_rebeam_host.pyi} documents each.
 */
public final class HostModule {
  private final PrimitiveTable primitives;

  public HostModule(
      Caller caller,
      Handles handles,
      MainProcess main,
      ProgramStarter programs,
      LiveInspector inspector,
      HistoryPrimitives history,
      PythonRecords records) {
    primitives = new PrimitiveTable(caller);
    MessageTimers timers = caller.node().timers();
    TermForm terms = new TermForm(caller.callbacks());
    MessageForms forms = new MessageForms(caller, terms);
    new SchedulingPrimitives(caller, timers.service()).addTo(primitives);
    new MessagePrimitives(caller, forms).addTo(primitives);
    new CallPrimitives(caller, forms, timers.service()).addTo(primitives);
    new SpawnPrimitives(caller).addTo(primitives);
    new IdentityPrimitives(caller, handles).addTo(primitives);
    new RelationPrimitives(caller).addTo(primitives);
    new NamePrimitives(caller).addTo(primitives);
    new TimerPrimitives(caller, timers).addTo(primitives);
    new InfoPrimitives(caller, timers.service(), inspector, handles, forms).addTo(primitives);
    new EvaluatorPrimitives(caller, forms).addTo(primitives);
    new SupervisionPrimitives(caller).addTo(primitives);
    new RegistryPrimitives(caller, terms).addTo(primitives);
    new TablePrimitives(caller, terms).addTo(primitives);
    new LoopPrimitives(caller).addTo(primitives);
    new WaitPrimitives(caller).addTo(primitives);
    new ProgramPrimitives(main, programs).addTo(primitives);
    new SignalPrimitives(main, timers.service()).addTo(primitives);
    new TracePrimitives(caller, forms, records).addTo(primitives);
    new InspectPrimitives(inspector, records).addTo(primitives);
    history.addTo(primitives);
    addLibrary(caller);
  }

  /** The two by which the library ties itself to the context at boot. */
  private void addLibrary(Caller caller) {
    primitives.cold(
        "register_callback", none(a -> caller.callbacks().register(Arguments.text(a[0]), a[1])));
    primitives.cold("wrap_open", a -> new OpenFunction(a[0], caller).withDefaults());
  }

  /** All of them by name. */
  public Map<String, Object> functions() {
    return primitives.functions();
  }
}
