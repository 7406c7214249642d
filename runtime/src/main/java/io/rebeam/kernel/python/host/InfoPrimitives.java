package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import io.rebeam.kernel.behaviour.Ancestor;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.inspect.ShownProcess;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.process.Suspensions;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.Handles;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.signal.Monitor;
import io.rebeam.kernel.timer.TimerService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The primitives that read and set what is known of processes, and of the node. */
final class InfoPrimitives {
  private final Caller caller;
  private final TimerService timers;
  private final LiveInspector inspector;
  private final Handles handles;
  private final MessageForms forms;

  InfoPrimitives(
      Caller caller,
      TimerService timers,
      LiveInspector inspector,
      Handles handles,
      MessageForms forms) {
    this.caller = caller;
    this.timers = timers;
    this.inspector = inspector;
    this.handles = handles;
    this.forms = forms;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("set_label", none(a -> caller.process().setLabel(Arguments.text(a[0]), a[1])));
    primitives.cold("set_priority", this::setPriority);
    primitives.cold("process_dict", _ -> Callbacks.orNone(caller.process().dictionary()));
    primitives.cold("set_process_dict", none(a -> caller.process().setDictionary(a[0])));
    primitives.cold(
        "asked", a -> Callbacks.orNone(ProcessFacts.called(((LocalProcess) a[0])).orElse(null)));
    primitives.cold(
        "process_item",
        a -> Callbacks.orNone(processItem((LocalProcess) a[0], Arguments.text(a[1]))));
    primitives.cold("system_item", a -> systemItem(Arguments.text(a[0])));
  }

  /** {@code set_priority(level)}: the old one. */
  private Object setPriority(Object[] a) {
    return Arguments.word(caller.process().setPriority(Arguments.priority(a[0])));
  }

  /** One item of {@code system_info}. */
  private Object systemItem(String name) {
    return switch (name) {
      case "process_count" -> caller.kernel().table().size();
      case "process_limit" -> caller.kernel().maxProcesses();
      case "schedulers" -> 1;
      case "blocking_threads" -> caller.scheduler().blocking().threadCount();
      case "blocking_thread_limit" -> caller.scheduler().blocking().maxThreads();
      case "zombie_threads" -> caller.scheduler().termination().zombies();
      case "alias_count" -> caller.kernel().names().aliasCount();
      case "timer_count" -> timers.size();
      default -> throw new IllegalArgumentException("unknown item " + name);
    };
  }

  /** One item of {@code process_info}, under OTP's name (semantics H). */
  private @Nullable Object processItem(LocalProcess process, String name) {
    return switch (name) {
      case "registered_name" -> process.name();
      case "label" -> process.labelTerm();
      case "label_text" -> process.label();
      case "initial_call" -> ShownProcess.names(process).initialCall();
      case "behaviour" -> ShownProcess.names(process).behaviour();
      case "ancestors" -> ancestors(process);
      case "current_location" -> inspector.row(process).where();
      case "status" -> ShownProcess.status(process).word();
      case "message_queue_len" -> ProcessFacts.messageQueueLength(process);
      case "messages" -> messages(process);
      case "links" -> PythonArray.of(ProcessFacts.links(process));
      case "monitors" ->
          PythonArray.of(
              ProcessFacts.monitors(process).stream().map(InfoPrimitives::monitored).toList());
      case "monitored_by" ->
          PythonArray.of(ProcessFacts.monitoredBy(process).stream().map(Monitor::watcher).toList());
      case "trap_exit" -> process.trapsExits();
      case "priority" -> Arguments.word(process.priority());
      case "max_messages" ->
          process.maxMessages() == Integer.MAX_VALUE ? null : process.maxMessages();
      case "suspending" -> suspending(process);
      case "parent" -> process.parent() == 0 ? null : handles.of(process.parent());
      case "reductions" -> process.slices();
      case "dictionary" -> process.dictionary();
      default -> throw new IllegalArgumentException("unknown item " + name);
    };
  }

  /** A registered name stands in the place of a process (A38). */
  private Object ancestors(LocalProcess process) {
    Behaviour behaviour = process.behaviour();
    return PythonArray.of(
        Ancestor.list(behaviour == null ? null : behaviour.ancestors()).stream()
            .map(one -> one.name() != null ? one.name() : handles.of(one.serial()))
            .toList());
  }

  private static Object suspending(LocalProcess process) {
    return PythonArray.of(
        Suspensions.suspending(process).entrySet().stream()
            .map(entry -> new PythonArray(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** What a monitor is on: a name, or a process. */
  private static Object monitored(Monitor monitor) {
    String name = monitor.name();
    return name != null ? name : Callbacks.orNone(monitor.target());
  }

  private Object messages(LocalProcess process) {
    List<Object> payloads =
        ProcessFacts.readMailbox(
            process,
            mailbox -> {
              List<Object> found = new ArrayList<>(mailbox.length());
              mailbox.forEach(message -> found.add(message.payload));
              return found;
            });
    payloads.replaceAll(forms::ofPayload);
    return PythonArray.of(payloads);
  }
}
