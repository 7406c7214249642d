package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.GroupView;
import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.MonitorView;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.ProcessGroups;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.inspect.RegistryView;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.inspect.TableView;
import io.rebeam.inspect.TimerList;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The primitives behind the Python functions that look into the node. A record is passed as a
 * sequence of its fields, which {@code _inspect/state.py} names; a pid as its serial, 0 for none; a
 * duration as whole milliseconds or microseconds.
 */
public final class InspectPrimitives {
  private static final double MILLIS = 1_000;

  private final Inspector inspector;

  public InspectPrimitives(Inspector inspector) {
    this.inspector = inspector;
  }

  public void addTo(PrimitiveTable primitives) {
    primitives.cold("inspect_rows", this::rows);
    primitives.cold("inspect_groups", this::groups);
    primitives.cold("inspect_mailbox", this::mailbox);
    primitives.cold("inspect_monitors", this::monitors);
    primitives.cold("inspect_stack", a -> orNone(inspector.stack(pid(a[0])).map(this::stack)));
    primitives.cold("inspect_stacks", a -> list(stacks(asLong(a[0]), asInt(a[1])), this::stack));
    primitives.cold("inspect_timers", a -> timers(inspector.timers(asInt(a[0]))));
    primitives.cold("inspect_supervision", this::supervision);
    primitives.cold("inspect_tables", _ -> list(otp().tables(), InspectPrimitives::table));
    primitives.cold("inspect_registries",
        _ -> list(otp().registries(), InspectPrimitives::registry));
    primitives.cold("inspect_registry", a -> orNone(otp().entries(pid(a[0])).map(this::entries)));
    primitives.cold("inspect_groups_of_processes",
        a -> list(otp().groups(asInt(a[0])), InspectPrimitives::group));
    primitives.cold("inspect_load", _ -> load(inspector.load()));
    primitives.cold("inspect_memory", a -> memory(inspector.memory(asInt(a[0]))));
  }

  /** Of all processes when {@code nanos} is negative. */
  private List<StackView> stacks(long nanos, int limit) {
    return nanos < 0 ? inspector.stacks(limit) : inspector.stacks(Duration.ofNanos(nanos), limit);
  }

  // ---- processes ----

  /** {@code (texts, state, min_mq, sort, reverse, limit)}. */
  private Object rows(Object[] a) {
    ProcessQuery query =
        new ProcessQuery(
            texts(PythonContext.text(a[0])),
            a[1] == PNone.NONE ? null : ProcessStatus.valueOf(upper(a[1])),
            asLong(a[2]),
            ProcessKey.valueOf(upper(a[3])),
            (boolean) a[4],
            1,
            asInt(a[5]),
            0);
    return list(query.select(inspector.rows()).rows(), InspectPrimitives::row);
  }

  /** {@code (texts, state, min_mq, by)}. */
  private Object groups(Object[] a) {
    ProcessQuery query =
        new ProcessQuery(
            texts(PythonContext.text(a[0])),
            a[1] == PNone.NONE ? null : ProcessStatus.valueOf(upper(a[1])),
            asLong(a[2]),
            ProcessKey.PID,
            false,
            1,
            0,
            0);
    return list(
        ProcessGroups.of(
            query.select(inspector.rows()).rows(), ProcessGroups.By.valueOf(upper(a[3]))),
        group ->
            fields(
                group.key(),
                group.count(),
                group.messages(),
                group.longest(),
                micros(group.cpuTime())));
  }

  /** Several texts, a line each. */
  private static List<String> texts(String lines) {
    return lines.lines().toList();
  }

  private static PythonArray row(ProcessRow row) {
    ProcessRow.Details details = row.details();
    return fields(
        row.pid().serial(),
        row.names().registered(),
        row.names().label(),
        row.names().initialCall(),
        row.names().behaviour(),
        row.status().word(),
        row.messageQueueLength(),
        row.age().toMillis(),
        micros(row.cpuTime()),
        emptyToNull(row.where()),
        serial(details.parent()),
        details.links(),
        details.monitors(),
        details.monitoredBy(),
        details.messagesIn(),
        details.messagesOut(),
        details.slices(),
        details.priority(),
        details.memory());
  }

  // ---- mailboxes, monitors, timers ----

  /** {@code (serial, start, count, whole)}: start 0 for the ends. */
  private Object mailbox(Object[] a) {
    long from = asLong(a[1]);
    int count = asInt(a[2]);
    MailboxQuery query = new MailboxQuery(from, count, from == 0 ? count : 0, (boolean) a[3]);
    return orNone(inspector.mailbox(pid(a[0]), query).map(InspectPrimitives::mailbox));
  }

  private static PythonArray mailbox(MailboxView view) {
    return fields(
        view.pid().serial(),
        view.length(),
        view.oldest().toMillis(),
        view.newest().toMillis(),
        list(view.tags(), tag -> fields(tag.tag(), tag.count())),
        view.counted(),
        view.bytes(),
        view.skips(),
        view.limit(),
        view.flow().in(),
        view.flow().out(),
        view.flow().over().toMillis(),
        view.flow().sinceSpawn(),
        list(
            view.messages(),
            message ->
                fields(
                    message.position(),
                    message.age().toMillis(),
                    serial(message.sender()),
                    message.text())));
  }

  /** {@code (serial, limit)}. */
  private Object monitors(Object[] a) {
    return orNone(
        inspector
            .monitors(pid(a[0]), asInt(a[1]))
            .map(found -> list(found.monitors(), InspectPrimitives::monitor)));
  }

  private static PythonArray monitor(MonitorView monitor) {
    return fields(
        monitor.ref(),
        monitor.outgoing() ? "monitors" : "monitored_by",
        serial(monitor.peer()),
        monitor.name());
  }

  private static PythonArray timers(TimerList timers) {
    return list(
        timers.timers(),
        timer -> {
          Duration period = timer.period();
          return fields(
              timer.ref(),
              timer.due().toMillis(),
              timer.kind().word(),
              period == null ? null : period.toMillis(),
              serial(timer.process()),
              timer.name(),
              timer.tag());
        });
  }

  // ---- supervisors ----

  /** {@code (serial, limit)}. */
  private Object supervision(Object[] a) {
    return orNone(otp().supervision(pid(a[0]), asInt(a[1])).map(InspectPrimitives::supervision));
  }

  private static PythonArray supervision(SupervisionView view) {
    return fields(
        view.strategy(),
        view.maxRestarts(),
        view.period().toMillis() / MILLIS,
        view.recent(),
        view.restarts(),
        view.autoShutdown(),
        view.total(),
        list(view.children(), InspectPrimitives::child));
  }

  private static PythonArray child(ChildView child) {
    ChildView.End end = child.lastEnd();
    return fields(
        child.id(),
        child.start(),
        child.restart(),
        child.shutdown(),
        child.type(),
        child.significant(),
        child.state(),
        serial(child.pid()),
        child.restarts(),
        end == null ? null : end.reason(),
        end == null ? null : end.ago().toMillis());
  }

  // ---- what processes share ----

  private OtpInspector otp() {
    return inspector.otp();
  }

  private static PythonArray table(TableView table) {
    return fields(
        table.id(),
        table.name(),
        table.kind(),
        table.access(),
        table.size(),
        serial(table.owner()),
        serial(table.heir()));
  }

  private static PythonArray registry(RegistryView registry) {
    return fields(
        serial(registry.process()),
        registry.unique() ? "unique" : "duplicate",
        registry.keys(),
        registry.entries());
  }

  private PythonArray entries(List<RegistryView.Entry> entries) {
    return list(entries, entry -> fields(entry.key(), serial(entry.process()), entry.value()));
  }

  private static PythonArray group(GroupView group) {
    return fields(
        group.scope(),
        group.group(),
        group.total(),
        list(group.members(), member -> serial(member)));
  }

  // ---- stacks, load, memory ----

  private PythonArray stack(StackView stack) {
    return fields(
        stack.process().pid().serial(),
        stack.process().status().word(),
        stack.source().name().toLowerCase(Locale.ROOT),
        stack.held().toMillis(),
        list(
            stack.frames(),
            frame -> fields(frame.file(), frame.line(), frame.function(), frame.code())),
        list(stack.hostFrames(), frame -> frame));
  }

  private static PythonArray load(NodeLoad load) {
    return fields(
        load.over().toMillis(),
        load.zombies(),
        load.blockingThreads(),
        load.blockingLimit(),
        list(load.schedulers(), InspectPrimitives::scheduler));
  }

  private static PythonArray scheduler(NodeLoad.SchedulerLoad scheduler) {
    NodeLoad.Slice longest = scheduler.longest();
    return fields(
        scheduler.number(),
        scheduler.busy(),
        scheduler.runQueue(),
        scheduler.slices(),
        longest == null ? null : longest.length().toMillis(),
        longest == null ? 0L : serial(longest.process()),
        list(
            scheduler.threads(),
            thread ->
                fields(
                    thread.name(),
                    thread.kind(),
                    thread.busy(),
                    thread.waiting(),
                    serial(thread.process()),
                    thread.running().toMillis(),
                    thread.slices())),
        list(scheduler.busiest(), share -> fields(serial(share.process()), share.share())));
  }

  private static PythonArray memory(MemoryView memory) {
    return fields(
        memory.heapUsed(),
        memory.heapCommitted(),
        memory.heapMax(),
        memory.nonHeap(),
        memory.processes(),
        memory.processBytes(),
        memory.messages(),
        memory.mailboxBytes(),
        list(
            memory.top(),
            holder ->
                fields(
                    holder.process().pid().serial(),
                    holder.process().names().display(),
                    holder.process().messageQueueLength(),
                    holder.bytes(),
                    holder.mailboxBytes())));
  }

  // ---- values ----

  private static PythonArray fields(@Nullable Object... fields) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = Callbacks.orNone(fields[i]);
    }
    return new PythonArray(values);
  }

  private static <T> PythonArray list(List<? extends T> elements, Function<T, Object> form) {
    List<Object> forms = new ArrayList<>(elements.size());
    elements.forEach(element -> forms.add(form.apply(element)));
    return PythonArray.of(forms);
  }

  private static Object orNone(Optional<PythonArray> value) {
    return value.isPresent() ? value.get() : PNone.NONE;
  }

  private static long serial(@Nullable Pid pid) {
    return pid == null ? 0 : pid.serial();
  }

  private static long serial(@Nullable Peer peer) {
    return peer == null ? 0 : peer.pid().serial();
  }

  private static Pid pid(Object serial) {
    return new Pid(asLong(serial));
  }

  private static long asLong(Object value) {
    return PythonContext.integer(value);
  }

  private static int asInt(Object value) {
    return (int) Math.min(asLong(value), Integer.MAX_VALUE);
  }

  private static String upper(Object word) {
    return PythonContext.text(word).toUpperCase(Locale.ROOT);
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
