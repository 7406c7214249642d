package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.inspect.ProcessFacts;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.AliasMode;
import io.rebeam.kernel.process.Aliases;
import io.rebeam.kernel.process.Ancestor;
import io.rebeam.kernel.process.Behaviour;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.Links;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Monitor;
import io.rebeam.kernel.process.Monitors;
import io.rebeam.kernel.process.Names;
import io.rebeam.kernel.process.Priority;
import io.rebeam.kernel.process.Suspensions;
import io.rebeam.kernel.process.WaitMode;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.table.Term;
import io.rebeam.kernel.timer.MessageTimers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The primitives that the Python library calls, as the module {@code _rebeam_host}. Arguments have
 * been checked by the library; {@code runtime/src/main/python/_rebeam_host.pyi} documents each.
 */
final class HostModule {
  /** Bits of the argument {@code flags} of {@code spawn}; the library has the same. */
  private static final int LINK = 1;

  private static final int MONITOR = 2;
  private static final int TRAP_EXIT = 4;

  // Why there is no process; the library has the same words.
  private static final Object SYSTEM_LIMIT = PythonContext.pythonText("system_limit");
  private static final Object THREAD_LIMIT = PythonContext.pythonText("thread_limit");
  private static final Object NAME_TAKEN = PythonContext.pythonText("name_taken");

  /** The library's words for what ends an alias. */
  private static final Map<String, AliasMode> ALIAS_MODES =
      Map.of(
          "explicit_unalias", AliasMode.EXPLICIT_UNALIAS,
          "reply", AliasMode.REPLY,
          "demonitor", AliasMode.DEMONITOR,
          "reply_demonitor", AliasMode.REPLY_DEMONITOR);

  private final Scheduler scheduler;
  private final Kernel kernel;
  private final MessageTimers timers;
  private final LiveInspector inspector;
  private final Callbacks callbacks;
  private final ImmutableValues immutables;
  private final TermForm forms;
  private final InternalErrors errors;
  private final Map<String, Object> primitives = new LinkedHashMap<>();

  HostModule(
      MainProcess main,
      MessageTimers timers,
      Callbacks callbacks,
      LiveInspector inspector,
      InternalErrors errors,
      HistoryPrimitives history,
      PythonRecords records,
      ProgramPrimitives programs) {
    this.scheduler = main.scheduler();
    this.kernel = scheduler.kernel();
    this.timers = timers;
    this.inspector = inspector;
    this.callbacks = callbacks;
    this.immutables = new ImmutableValues(callbacks);
    this.forms = new TermForm(callbacks);
    this.errors = errors;
    addHot();
    addProcesses();
    addRelations();
    addNamesAndTimers();
    addInspection();
    addEvaluation();
    addOthers(history, records, programs, main);
  }

  /** Those that have classes of their own. */
  private void addOthers(
      HistoryPrimitives history,
      PythonRecords records,
      ProgramPrimitives programs,
      MainProcess main) {
    Map<String, Primitive.Body> others = new LinkedHashMap<>();
    new LoopPrimitives(scheduler).addTo(others);
    new InspectPrimitives(inspector, records).addTo(others);
    new WaitPrimitives(kernel.ticker(), scheduler.blocking()).addTo(others);
    history.addTo(others);
    programs.addTo(others);
    others.put("wrap_open", a -> new OpenFunction(a[0], callbacks, errors).withDefaults());
    new SignalPrimitives(main, timers.service()).addTo(others);
    new TracePrimitives(scheduler, callbacks, records, this::pythonFormOf).addTo(others);
    others.forEach(this::cold);
    new CallPrimitives(callHost(), timers.service()).addTo(this::warm);
    new SupervisionPrimitives(kernel, this::living).addTo(this::warm);
    new RegistryPrimitives(kernel.tables(), forms, this::living).addTo(this::warm);
    new TablePrimitives(kernel.tables(), forms, this::living, callbacks).addTo(this::warm);
  }

  private CallPrimitives.Host callHost() {
    return new CallPrimitives.Host() {
      @Override
      public LocalProcess current() {
        return HostModule.this.current();
      }

      @Override
      public void stopIfExiting(LocalProcess process) {
        HostModule.this.stopIfExiting(process);
      }

      @Override
      public Object pythonForm(Message message) {
        return HostModule.this.pythonForm(message);
      }

      @Override
      public Object nothing() {
        return HostModule.this.nothing();
      }
    };
  }

  /** All of them by name. */
  Map<String, Object> primitives() {
    return primitives;
  }

  private void hot(HotPrimitive primitive) {
    primitives.put(primitive.getName(), primitive.function());
  }

  /** A primitive that is called often, and does too much to be inlined. */
  private void warm(String name, int arity, Primitive.Body body) {
    hot(
        new HotPrimitive(name, arity, errors) {
          @Override
          @TruffleBoundary
          Object call(Object[] arguments) {
            return body.call(arguments);
          }
        });
  }

  private void cold(String name, Primitive.Body body) {
    primitives.put(name, new Primitive(body, errors));
  }

  // ---- the calling process ----

  private @Nullable LocalProcess currentOrNull() {
    return Thread.currentThread() instanceof RuntimeThread thread ? thread.current() : null;
  }

  private LocalProcess current() {
    LocalProcess process = currentOrNull();
    if (process == null) {
      callbacks.call("raise_outside");
      throw new IllegalStateException("raise_outside did not raise");
    }
    return process;
  }

  /**
   * The calling process, where it is about to have an effect on others; null outside of one. The
   * thread of a blocking process that has ended may not have noticed yet: it goes no further (N11).
   */
  private @Nullable LocalProcess actor() {
    LocalProcess process = currentOrNull();
    if (process != null && process.isDead()) {
      stopIfExiting(process);
    }
    return process;
  }

  /** The calling process; raises outside of one, and in one that has ended. */
  private LocalProcess living() {
    LocalProcess process = current();
    if (process.isDead()) {
      stopIfExiting(process);
    }
    return process;
  }

  private static void inheritVariables(LocalProcess child) {
    if (Thread.currentThread() instanceof RuntimeThread thread) {
      thread.inheritVariables(child);
    }
  }

  /** Raises what a process whose end has come must raise instead of going on (N7, N11). */
  private void stopIfExiting(LocalProcess process) {
    if (process.isExitingOrDead()) {
      ExitReason reason = process.exitReason();
      boolean killed = process.isDead() && (!process.isBlocking() || reason == ExitReason.KILLED);
      if (killed && !SharedCode.holdsLocks(null)) {
        throw new ProcessKilled();
      }
      callbacks.call("raise_exit", reason == null ? ExitReason.KILLED.term() : reason.term());
    }
  }

  /** The Python form of a message; a notice becomes one when it is first looked at. */
  private Object pythonForm(Message message) {
    if (message.payload instanceof Notice notice) {
      message.payload = materialize(notice);
    }
    return message.payload;
  }

  private Object pythonFormOf(Object payload) {
    return payload instanceof Notice notice ? materialize(notice) : payload;
  }

  private Object materialize(Notice notice) {
    return switch (notice) {
      case Notice.ExitNotice(LocalProcess sender, ExitReason reason) ->
          callbacks.call("make_exit", Callbacks.orNone(sender), reason.term());
      case Notice.DownNotice(
              long ref,
              LocalProcess target,
              String name,
              ExitReason reason,
              Object tag) ->
          callbacks.call(
              "make_down",
              ref,
              Callbacks.orNone(target),
              Callbacks.orNone(name),
              reason.term(),
              Callbacks.orNone(tag));
      case Notice.GroupNotice(long ref, boolean isJoin, Term group, List<LocalProcess> members) ->
          callbacks.call(
              "make_group_event", ref, isJoin, forms.toPython(group), forms.pids(members));
      case Notice.TableNotice(long table, LocalProcess from, Term data) ->
          callbacks.call("make_table_transfer", table, forms.pid(from), forms.toPython(data));
      case Notice.TimerNotice(long ref, Object message) ->
          callbacks.call("make_timer_fired", ref, message);
      case Notice.TickNotice(Object message) -> callbacks.call("make_tick", message);
    };
  }

  // ---- hot primitives ----

  private void addHot() {
    hot(new NextStep());
    hot(new SelfPid());
    hot(new Send());
    hot(new Reply());
    hot(new IsImmutable());
    hot(new Poll());
    hot(new Scan());
    hot(new FinishedNormally());
    hot(new InBlockingProcess());
    hot(new Spawn());
    hot(new IsProcess());
  }

  /** {@code next_step()}: the coroutine to step next, or None. */
  private final class NextStep extends HotPrimitive {
    NextStep() {
      super("next_step", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      Object step = scheduler.next();
      return step == null ? PNone.NONE : step;
    }
  }

  /** {@code self_pid()}. */
  private final class SelfPid extends HotPrimitive {
    SelfPid() {
      super("self_pid", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      LocalProcess process = current();
      Object pid = process.pythonPid();
      return pid == null ? firstPid(process) : pid;
    }

    private Object firstPid(LocalProcess process) {
      Object pid = callbacks.call("Pid", process);
      process.setPythonPid(pid);
      return pid;
    }
  }

  /**
   * {@code send(process, message)}: from the current process, or from outside. False: nothing was
   * sent, the message has to be copied first.
   */
  private final class Send extends HotPrimitive {
    Send() {
      super("send", 2, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      if (!immutables.contains(arguments[1])) {
        return false;
      }
      deliver((LocalProcess) arguments[0], 0, arguments[1]);
      return true;
    }
  }

  /**
   * {@code reply(alias, message)}: as {@code send}, to whom the alias stands for; no copy is wanted
   * when it has ended.
   */
  private final class Reply extends HotPrimitive {
    Reply() {
      super("reply", 2, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      long ref = asLong(arguments[0]);
      LocalProcess receiver = kernel.names().alias(ref);
      if (receiver == null) {
        return true;
      }
      if (!immutables.contains(arguments[1])) {
        return false;
      }
      deliver(receiver, ref, arguments[1]);
      return true;
    }
  }

  /** {@code is_immutable(value)}: whether it goes by reference; False also for the unknown. */
  private final class IsImmutable extends HotPrimitive {
    IsImmutable() {
      super("is_immutable", 1, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      return immutables.contains(arguments[0]);
    }
  }

  private void deliver(LocalProcess receiver, long alias, Object message) {
    LocalProcess sender = currentOrNull();
    long now = kernel.ticker().nanos();
    if (sender == null) {
      receiver.deliver(new Message(0, now, alias, message));
    } else if (!sender.send(receiver, new Message(sender.serial(), now, alias, message))) {
      stopIfExiting(sender);
    }
  }

  /** {@code poll()}: takes the oldest message, or NOTHING: then the caller has to suspend. */
  private final class Poll extends HotPrimitive {
    Poll() {
      super("poll", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      LocalProcess process = current();
      Message message = process.takeOldest();
      stopIfExiting(process);
      return message == null ? nothing() : pythonForm(message);
    }
  }

  /** {@code scan()}: the next message this receive has not seen, left in place, or NOTHING. */
  private final class Scan extends HotPrimitive {
    Scan() {
      super("scan", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      LocalProcess process = current();
      Message message = process.scan();
      stopIfExiting(process);
      return message == null ? nothing() : pythonForm(message);
    }
  }

  private @Nullable Object nothing;

  private Object nothing() {
    Object value = nothing;
    if (value == null) {
      value = callbacks.get("NOTHING");
      nothing = value;
    }
    return value;
  }

  /** {@code finished_normally()}: the current process's function has returned. */
  private final class FinishedNormally extends HotPrimitive {
    FinishedNormally() {
      super("finished_normally", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      scheduler.finished(ExitReason.NORMAL);
      return PNone.NONE;
    }
  }

  /** {@code in_blocking_process()}: True on a blocking process's thread; raises outside. */
  private final class InBlockingProcess extends HotPrimitive {
    InBlockingProcess() {
      super("in_blocking_process", 0, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      return current().isBlocking();
    }
  }

  /** {@code spawn(coroutine)}: the plain form. */
  private final class Spawn extends HotPrimitive {
    Spawn() {
      super("spawn", 1, errors);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    Object call(Object[] arguments) {
      LocalProcess parent = actor();
      LocalProcess child =
          LocalProcess.create(scheduler, parent == null ? 0 : parent.serial(), arguments[0], false);
      if (child == null) {
        return SYSTEM_LIMIT;
      }
      inheritVariables(child);
      announce(child);
      child.start();
      return child;
    }
  }

  /** {@code is_process(value)}: whether it is what stands for a process. */
  private final class IsProcess extends HotPrimitive {
    IsProcess() {
      super("is_process", 1, errors);
    }

    @Override
    Object call(Object[] arguments) {
      return arguments[0] instanceof LocalProcess;
    }
  }

  // ---- processes ----

  private void addProcesses() {
    cold(
        "register_callback",
        a -> {
          callbacks.register(text(a[0]), a[1]);
          return PNone.NONE;
        });
    warm("spawn_options", 11, this::spawnWithOptions);
    cold(
        "code_ended",
        _ -> {
          scheduler.codeEnded();
          return PNone.NONE;
        });
    cold(
        "finished",
        a -> {
          ExitReason reason = reason(a, 0);
          LocalProcess process = current();
          if (process.isBlocking()) {
            process.finish(reason);
          } else {
            scheduler.finished(reason);
          }
          return PNone.NONE;
        });
    cold("park_carrier", _ -> scheduler.park());
    cold(
        "park_process",
        _ -> {
          LocalProcess process = current();
          scheduler.blocking().await(process);
          stopIfExiting(process);
          return PNone.NONE;
        });
    warm("begin_wait", 2, this::beginWait);
    warm("wait_is_over", 1, this::waitIsOver);
    warm(
        "end_wait",
        1,
        a -> {
          ((Wait) a[0]).over(timers.service());
          return PNone.NONE;
        });
    warm(
        "yield_slice",
        0,
        _ -> {
          LocalProcess process = current();
          stopIfExiting(process);
          process.waitFor(WaitMode.YIELD);
          return PNone.NONE;
        });
    cold(
        "run_awaited",
        a -> {
          LocalProcess owner = current();
          return scheduler.blocking().submit(owner, a[0]);
        });
    cold(
        "end_other_wait",
        a -> {
          Wait wait = (Wait) a[0];
          wait.end();
          return PNone.NONE;
        });
    cold("is_exiting", _ -> current().isExitingOrDead());
    warm("rewind", 1, a -> current().rewind(asLong(a[0])));
    warm("take_scanned", 0, _ -> current().takeScanned());
  }

  /**
   * {@code spawn_options(body, blocking, flags, name, label, label_term, initial_call, priority,
   * max_messages, behaviour, server_class)}: the process, or (process, monitor reference), or a
   * string that says what failed and means that there is no process.
   */
  private Object spawnWithOptions(Object[] a) {
    LocalProcess parent = actor();
    boolean blocking = (boolean) a[1];
    int flags = (int) asLong(a[2]);
    LocalProcess child =
        LocalProcess.create(
            scheduler,
            parent == null ? 0 : parent.serial(),
            blocking ? null : a[0],
            (flags & TRAP_EXIT) != 0);
    if (child == null) {
      return SYSTEM_LIMIT;
    }
    inheritVariables(child);
    if (a[3] != PNone.NONE && Names.register(child, text(a[3])) != Names.Registration.DONE) {
      child.finish(ExitReason.UNBORN);
      return NAME_TAKEN;
    }
    if (a[4] != PNone.NONE) {
      child.setLabel(text(a[4]), a[5]);
    }
    if (a[6] != PNone.NONE) {
      child.setInitialCall(text(a[6]));
    }
    if (a[7] != PNone.NONE) {
      child.setPriority(priority(a[7]));
    }
    if (a[8] != PNone.NONE) {
      child.setMaxMessages((int) Math.min(asLong(a[8]), Integer.MAX_VALUE));
    }
    if (a[9] != PNone.NONE) {
      child.setBehaviour(new Behaviour(text(a[9]), parent, a[10] == PNone.NONE ? null : a[10]));
    }
    return startChild(parent, child, blocking ? a[0] : null, flags);
  }

  /** A process is about to start, and all that is known of it is set. */
  private void announce(LocalProcess child) {
    if (kernel.tracing().isActive()) {
      kernel.tracing().spawned(child.parent(), child);
    }
  }

  private Object startChild(
      @Nullable LocalProcess parent, LocalProcess child, @Nullable Object body, int flags) {
    announce(child);
    if (parent != null && (flags & LINK) != 0 && !Links.linkNewborn(parent, child)) {
      child.finish(ExitReason.UNBORN);
      stopIfExiting(parent);
    }
    long ref =
        parent != null && (flags & MONITOR) != 0 ? Monitors.monitorNewborn(parent, child) : 0;
    if (body == null) {
      child.start();
    } else if (!scheduler.blocking().start(child, body)) {
      if (parent != null) {
        Links.unlink(parent, child);
        Monitors.demonitor(parent, ref);
      }
      child.finish(ExitReason.UNBORN);
      return THREAD_LIMIT;
    }
    return ref == 0 ? child : new PythonArray(child, ref);
  }

  /** {@code begin_wait(for_messages, nanos)}: nanos < 0 for no timeout. */
  private Object beginWait(Object[] a) {
    LocalProcess process = current();
    stopIfExiting(process);
    Wait wait = Wait.begin(process, (boolean) a[0] ? WaitMode.MESSAGE : WaitMode.WAKE_UP);
    long nanos = asLong(a[1]);
    if (nanos >= 0) {
      wait.timer = timers.service().schedule(nanos, wait::end);
    }
    return wait;
  }

  /** {@code wait_is_over(wait)}: False also says that the coming suspension is for this wait. */
  private Object waitIsOver(Object[] a) {
    Wait wait = (Wait) a[0];
    LocalProcess process = current();
    stopIfExiting(process);
    process.waitFor(wait.mode);
    return process.wasWoken(wait.generation);
  }

  // ---- links, monitors, exits ----

  private void addRelations() {
    warm(
        "exit_signal",
        4,
        a -> {
          LocalProcess sender = currentOrNull();
          LocalProcess receiver = (LocalProcess) a[0];
          Signal exit = new Signal.Exit(sender, reason(a, 1), false);
          if (sender == null) {
            receiver.deliver(exit);
          } else {
            sender.send(receiver, exit);
            stopIfExiting(sender);
          }
          return PNone.NONE;
        });
    warm(
        "link",
        1,
        a -> {
          LocalProcess self = current();
          LocalProcess peer = (LocalProcess) a[0];
          if (peer != self && !peer.isAlive()) {
            if (!self.trapsExits()) {
              return false;
            }
            if (peer.isDead()) {
              Links.linkNoProcess(self, peer);
              return true;
            }
          } // one that unwinds answers at its end
          Links.link(self, peer);
          return true;
        });
    cold(
        "unlink",
        a -> {
          Links.unlink(current(), (LocalProcess) a[0]);
          return true;
        });
    warm(
        "monitor",
        4,
        a ->
            Monitors.monitor(
                current(),
                a[0] instanceof LocalProcess target ? target : null,
                a[1] == PNone.NONE ? null : text(a[1]),
                a[2] == PNone.NONE ? null : ALIAS_MODES.get(text(a[2])),
                a[3] == PNone.NONE ? null : a[3]));
    warm("demonitor", 1, a -> Monitors.demonitor(current(), asLong(a[0])));
    cold("alias", a -> Aliases.alias(current(), aliasMode(a[0])));
    cold("unalias", a -> Aliases.unalias(current(), asLong(a[0])));
    cold(
        "suspend",
        a -> {
          LocalProcess self = current();
          boolean suspended = Suspensions.suspend(self, (LocalProcess) a[0]);
          stopIfExiting(self);
          return suspended;
        });
    cold("resume", a -> Suspensions.resume(current(), (LocalProcess) a[0]));
    cold("set_priority", a -> word(current().setPriority(priority(a[0]))));
    warm(
        "send_copy",
        2,
        a -> {
          deliver((LocalProcess) a[0], 0, a[1]);
          return PNone.NONE;
        });
    warm(
        "send_alias",
        2,
        a -> {
          long ref = asLong(a[0]);
          LocalProcess receiver = kernel.names().alias(ref);
          if (receiver != null) {
            deliver(receiver, ref, a[1]);
          }
          return PNone.NONE;
        });
    cold(
        "trap_exit",
        a -> {
          LocalProcess process = current();
          boolean old = process.setTrapExit((boolean) a[0]);
          stopIfExiting(process);
          return old;
        });
  }

  // ---- names and timers ----

  private void addNamesAndTimers() {
    cold(
        "register",
        a -> {
          actor();
          Names.Registration outcome = Names.register((LocalProcess) a[1], text(a[0]));
          if (outcome == Names.Registration.NO_PROCESS) {
            actor(); // it may be the caller that has ended
          }
          return outcome.name();
        });
    cold(
        "unregister",
        a -> {
          actor();
          LocalProcess holder = kernel.names().whereis(text(a[0]));
          return holder != null && Names.unregister(holder, text(a[0]));
        });
    warm("whereis", 1, a -> Callbacks.orNone(kernel.names().whereis(text(a[0]))));
    cold("registered", _ -> PythonArray.of(kernel.names().registered()));
    cold(
        "send_after",
        a -> {
          actor();
          return timers.sendAfter(asLong(a[0]), target(a[1]), a[2], (boolean) a[3]);
        });
    cold(
        "send_interval",
        a -> {
          actor();
          return timers.sendInterval(asLong(a[0]), target(a[1]), a[2]);
        });
    cold("cancel_timer", a -> timers.cancel(asLong(a[0])));
    cold("read_timer", a -> timers.read(asLong(a[0])));
    cold(
        "advance_timers",
        a -> {
          timers.service().advance(asLong(a[0]));
          return PNone.NONE;
        });
  }

  private MessageTimers.Target target(Object destination) {
    return destination instanceof LocalProcess process
        ? new MessageTimers.Target(process, null)
        : new MessageTimers.Target(null, text(destination));
  }

  // ---- looking ----

  private void addInspection() {
    cold("serial", a -> ((LocalProcess) a[0]).serial());
    cold("process_of_serial", a -> ofSerial(asLong(a[0])));
    cold("was_spawned", a -> asLong(a[0]) <= kernel.lastPid());
    warm("is_alive", 1, a -> a[0] == currentOrNull() || ((LocalProcess) a[0]).isAlive()); // A27
    cold("processes", _ -> PythonArray.of(kernel.table().all()));
    cold(
        "set_label",
        a -> {
          current().setLabel(text(a[0]), a[1]);
          return PNone.NONE;
        });
    cold("process_dict", _ -> Callbacks.orNone(current().dictionary()));
    cold(
        "set_process_dict",
        a -> {
          current().setDictionary(a[0]);
          return PNone.NONE;
        });
    cold("process_item", a -> Callbacks.orNone(item((LocalProcess) a[0], text(a[1]))));
    cold("asked", a -> Callbacks.orNone(((LocalProcess) a[0]).asked().orElse(null)));
    cold("describe_process", a -> ProcessFacts.names((LocalProcess) a[0]).display());
    cold("system_item", a -> systemItem(text(a[0])));
  }

  /** One item of {@code system_info}. */
  private Object systemItem(String name) {
    return switch (name) {
      case "process_count" -> kernel.table().size();
      case "process_limit" -> kernel.maxProcesses();
      case "schedulers" -> 1;
      case "blocking_threads" -> scheduler.blocking().threadCount();
      case "blocking_thread_limit" -> scheduler.blocking().maxThreads();
      case "zombie_threads" -> scheduler.zombies();
      case "alias_count" -> kernel.names().aliasCount();
      case "timer_count" -> timers.service().size();
      default -> throw new IllegalArgumentException("unknown item " + name);
    };
  }

  /** One item of {@code process_info}, under OTP's name (semantics H). */
  private @Nullable Object item(LocalProcess process, String name) {
    return switch (name) {
      case "registered_name" -> process.name();
      case "label" -> process.labelTerm();
      case "label_text" -> process.label();
      case "initial_call" -> ProcessFacts.names(process).initialCall();
      case "behaviour" -> ProcessFacts.names(process).behaviour();
      case "ancestors" -> ancestors(process);
      case "current_location" -> inspector.row(process).where();
      case "status" -> ProcessFacts.status(process).word();
      case "message_queue_len" -> process.messageQueueLength();
      case "messages" -> messages(process);
      case "links" -> PythonArray.of(process.links());
      case "monitors" ->
          PythonArray.of(process.monitors().stream().map(HostModule::watched).toList());
      case "monitored_by" ->
          PythonArray.of(process.monitoredBy().stream().map(Monitor::watcher).toList());
      case "trap_exit" -> process.trapsExits();
      case "priority" -> word(process.priority());
      case "max_messages" ->
          process.maxMessages() == Integer.MAX_VALUE ? null : process.maxMessages();
      case "suspending" -> suspending(process);
      case "parent" -> process.parent() == 0 ? null : parent(process);
      case "reductions" -> process.slices();
      case "dictionary" -> process.dictionary();
      default -> throw new IllegalArgumentException("unknown item " + name);
    };
  }

  private static Object suspending(LocalProcess process) {
    return PythonArray.of(
        Suspensions.suspending(process).entrySet().stream()
            .map(entry -> new PythonArray(entry.getKey(), entry.getValue()))
            .toList());
  }

  private LocalProcess parent(LocalProcess process) {
    return ofSerial(process.parent());
  }

  private LocalProcess ofSerial(long serial) {
    LocalProcess process = kernel.table().get(serial);
    return process != null ? process : LocalProcess.dead(scheduler, serial);
  }

  /** A registered name stands in the place of a process (A38). */
  private Object ancestors(LocalProcess process) {
    Behaviour behaviour = process.behaviour();
    return PythonArray.of(
        Ancestor.list(behaviour == null ? null : behaviour.ancestors()).stream()
            .map(one -> one.name() != null ? one.name() : ofSerial(one.serial()))
            .toList());
  }

  private static Object watched(Monitor monitor) {
    String name = monitor.name();
    LocalProcess target = monitor.target();
    return name != null ? name : Callbacks.orNone(target);
  }

  private Object messages(LocalProcess process) {
    List<Object> messages =
        process.readMailbox(
            mailbox -> {
              List<Object> payloads = new java.util.ArrayList<>(mailbox.length());
              mailbox.forEach(message -> payloads.add(message.payload));
              return payloads;
            });
    messages.replaceAll(p -> p instanceof Notice notice ? materialize(notice) : p);
    return PythonArray.of(messages);
  }

  // ---- evaluation ----

  private void addEvaluation() {
    cold(
        "next_input",
        a -> {
          LocalProcess process = current();
          process.endWait(); // for an input
          EvaluatorSession.Input input = ((EvaluatorSession) a[0]).takeInput();
          if (input == null) {
            stopIfExiting(process);
            return PNone.NONE;
          }
          return new PythonArray(
              input.isCell(), input.source(), input.fileName(), input.firstLine(), input.number());
        });
    cold(
        "await_input",
        a -> {
          LocalProcess process = current();
          ((EvaluatorSession) a[0]).expectInput(process, process.prepareWait(WaitMode.WAKE_UP));
          return PNone.NONE;
        });
    cold("result_value", a -> done(((EvaluatorSession) a[0]).value(text(a[1]), (boolean) a[2])));
    cold("result_none", a -> done(((EvaluatorSession) a[0]).noValue()));
    cold("result_interrupted", a -> done(((EvaluatorSession) a[0]).interrupted()));
    cold(
        "result_exit",
        a ->
            done(
                ((EvaluatorSession) a[0])
                    .exited((int) asLong(a[1]), a[2] == PNone.NONE ? null : text(a[2]))));
    cold(
        "flush_mailbox",
        a -> {
          LocalProcess process = (LocalProcess) a[0];
          List<Message> messages = process.readMailbox(Mailbox::takeAll);
          return PythonArray.of(
              messages.stream()
                  .map(
                      m ->
                          new PythonArray(
                              kernel.ticker().nanos() - m.sentNanos, m.sender, pythonForm(m)))
                  .toList());
        });
  }

  private static Object done(boolean accepted) {
    return accepted;
  }

  // ---- arguments ----

  /** A reason passed as (kind, term, text) from place {@code at} on. */
  private static ExitReason reason(Object[] a, int at) {
    ExitReason.Kind kind = ExitReason.Kind.valueOf(text(a[at]));
    return switch (kind) {
      case NORMAL -> ExitReason.NORMAL;
      case KILL -> ExitReason.KILL;
      case SHUTDOWN, OTHER, CRASHED -> new ExitReason(kind, a[at + 1], text(a[at + 2]));
    };
  }

  private static AliasMode aliasMode(Object word) {
    return Objects.requireNonNull(ALIAS_MODES.get(text(word)), "no such alias mode");
  }

  private static Priority priority(Object word) {
    return Priority.valueOf(text(word).toUpperCase(Locale.ROOT));
  }

  private static String word(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }

  private static long asLong(Object value) {
    return PythonContext.integer(value);
  }
}
