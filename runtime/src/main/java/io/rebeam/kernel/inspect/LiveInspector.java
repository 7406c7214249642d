package io.rebeam.kernel.inspect;

import com.sun.management.GcInfo;
import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.Limit;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.MonitorList;
import io.rebeam.inspect.MonitorView;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.inspect.NodeLoad.Share;
import io.rebeam.inspect.NodeLoad.Slice;
import io.rebeam.inspect.NodeLoad.ThreadLoad;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.TimerList;
import io.rebeam.inspect.TimerList.Kind;
import io.rebeam.inspect.TimerList.TimerView;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.inspect.ValueReader.PlaceReader;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.Suspensions;
import io.rebeam.kernel.scheduler.LoadMeter;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.Monitor;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.timer.MessageTimers;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inspector of a node with one scheduler. */
public final class LiveInspector implements Inspector {
  private static final int MAX_SHARES = 10;

  private final Scheduler scheduler;
  private final Kernel kernel;
  private final MessageTimers timers;
  private final ValueReader values;
  private final StackReader stacks;
  private final MailboxViews mailboxes;
  private final MailboxReadings readings = new MailboxReadings();
  private final LiveOtp otp;

  public LiveInspector(Scheduler scheduler, ValueReader values, StackSource stacks) {
    this.scheduler = scheduler;
    this.kernel = scheduler.kernel();
    this.timers = scheduler.node().timers();
    this.values = values;
    this.stacks = new StackReader(stacks);
    this.mailboxes = new MailboxViews(values);
    this.otp = new LiveOtp(scheduler.node());
  }

  /** One process as a row. */
  public ProcessRow row(LocalProcess process) {
    return liveRow(process);
  }

  private LiveRow liveRow(LocalProcess process) {
    return new LiveRow(process, kernel.ticker().nanos(), values::where, values, mailboxes);
  }

  /** How a process is called, if it is alive. */
  public Peer peer(Pid pid) {
    LocalProcess process = kernel.table().get(pid.serial());
    return new Peer(pid, process == null ? "" : ShownProcess.names(process).display());
  }

  private Peer peer(Endpoint process) {
    return ShownProcess.peer(process);
  }

  private @Nullable Peer peerOrNull(@Nullable Endpoint process) {
    return process == null ? null : peer(process);
  }

  private Optional<LocalProcess> find(Pid pid) {
    return Optional.ofNullable(kernel.table().get(pid.serial()));
  }

  /** The process after all that was sent to it before has taken effect. */
  private static LocalProcess settled(LocalProcess process) {
    boolean _ = process.isAlive();
    return process;
  }

  private List<LiveRow> liveRows() {
    long now = kernel.ticker().nanos();
    PlaceReader places = values.places();
    List<LocalProcess> all = kernel.table().all();
    List<LiveRow> rows = new ArrayList<>(all.size());
    for (LocalProcess process : all) {
      LiveRow row = new LiveRow(process, now, places, values, mailboxes);
      if (!process.isDead()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public List<ProcessRow> rows() {
    return List.copyOf(liveRows());
  }

  @Override
  public Optional<ProcessInfo> process(Pid pid, int limit) {
    return find(pid).map(process -> info(process, limit == 0 ? Long.MAX_VALUE : limit));
  }

  private ProcessInfo info(LocalProcess process, long limit) {
    List<LocalProcess> links = ProcessFacts.links(process);
    List<Endpoint> monitors =
        ProcessFacts.monitors(process).stream()
            .map(Monitor::target)
            .filter(Objects::nonNull)
            .toList();
    List<Monitor> monitoredBy = ProcessFacts.monitoredBy(process);
    return new ProcessInfo(
        liveRow(process).summary(),
        process.parent() == 0 ? null : peer(new Pid(process.parent())),
        process.trapsExits(),
        links.stream().limit(limit).map(ShownProcess::peer).toList(),
        monitors.stream().limit(limit).map(ShownProcess::peer).toList(),
        monitoredBy.stream().limit(limit).map(Monitor::watcher).map(ShownProcess::peer).toList(),
        new ProcessInfo.Counts(links.size(), monitors.size(), monitoredBy.size()),
        new ProcessInfo.Traffic(process.messagesIn(), process.messagesOut(), process.slices()),
        new ProcessInfo.Control(
            process.priority().name().toLowerCase(Locale.ROOT),
            process.maxMessages() == Integer.MAX_VALUE ? null : process.maxMessages(),
            Suspensions.suspenders(process).stream().map(ShownProcess::peer).toList(),
            Suspensions.suspending(process).keySet().stream().map(ShownProcess::peer).toList()));
  }

  /** Removes all messages from a mailbox and returns them, oldest first. */
  public List<MessageView> flush(Pid pid) {
    return find(pid).map(mailboxes::flush).orElse(List.of());
  }

  @Override
  public Optional<MailboxView> mailbox(Pid pid, MailboxQuery query) {
    return find(pid).map(process -> mailboxes.view(process, query, readings));
  }

  @Override
  public Optional<MonitorList> monitors(Pid pid, int limit) {
    return find(pid).map(LiveInspector::settled).map(process -> monitors(process, limit));
  }

  private MonitorList monitors(LocalProcess process, int limit) {
    List<Monitor> outgoing = ProcessFacts.monitors(process);
    List<Monitor> incoming = ProcessFacts.monitoredBy(process);
    return new MonitorList(
        Stream.concat(
                outgoing.stream().map(monitor -> view(monitor, true)),
                incoming.stream().map(monitor -> view(monitor, false)))
            .limit(limit == 0 ? Long.MAX_VALUE : limit)
            .toList(),
        outgoing.size(),
        incoming.size());
  }

  private MonitorView view(Monitor monitor, boolean outgoing) {
    Peer peer = outgoing ? peerOrNull(monitor.target()) : peer(monitor.watcher());
    return new MonitorView(monitor.ref(), outgoing, peer, monitor.name());
  }

  @Override
  public Optional<StackView> stack(Pid pid) {
    return find(pid)
        .map(this::liveRow)
        .flatMap(row -> stacks.read(List.of(row)).stream().findFirst());
  }

  @Override
  public List<StackView> stacks(int limit) {
    return stacksOf(kernel.table().all().stream(), limit);
  }

  @Override
  public List<StackView> stacks(Duration stuck, int limit) {
    Stream<LocalProcess> running = runningFor(stuck);
    Stream<LocalProcess> found =
        stuck.isZero() ? Stream.concat(running, awaitingTheirTurn()).distinct() : running;
    return stacksOf(found.sorted(Comparator.comparingLong(LocalProcess::serial)), limit);
  }

  private List<StackView> stacksOf(Stream<LocalProcess> processes, int limit) {
    return stacks.read(
        processes.filter(process -> !process.isDead()).limit(limit).map(this::liveRow).toList());
  }

  /** Who has been running for that long. Asks the threads, since processes are many. */
  private Stream<LocalProcess> runningFor(Duration stuck) {
    return scheduler.threads().stream()
        .filter(RuntimeThread::isBusy)
        .map(RuntimeThread::current)
        .filter(Objects::nonNull)
        .distinct()
        // A thread may still name a process that waits: that has been running for 0 ns.
        .filter(process -> scheduler.runningNanos(process) >= Math.max(1, stuck.toNanos()));
  }

  private Stream<LocalProcess> awaitingTheirTurn() {
    return kernel.table().all().stream()
        .filter(process -> RunState.isRunnable(process) && !process.isSuspended());
  }

  @Override
  public TimerList timers(int limit) {
    List<MessageTimers.Pending> pending = timers.pending();
    List<TimerView> views =
        pending.stream()
            .sorted(
                Comparator.comparingLong(MessageTimers.Pending::left)
                    .thenComparing(MessageTimers.Pending::ref))
            .limit(limit == 0 ? Long.MAX_VALUE : limit)
            .map(this::view)
            .toList();
    return new TimerList(
        views, pending.size(), Math.max(0, timers.service().size() - pending.size()));
  }

  private TimerView view(MessageTimers.Pending timer) {
    Kind kind = Kind.SEND_AFTER;
    Object message = timer.payload();
    if (timer.period() > 0) {
      kind = Kind.SEND_INTERVAL;
    } else if (message instanceof Notice.TimerNotice(long _, Object inner)) {
      kind = Kind.START_TIMER;
      message = inner;
    }
    return new TimerView(
        timer.ref(),
        Duration.ofNanos(timer.left()),
        kind,
        timer.period() > 0 ? Duration.ofNanos(timer.period()) : null,
        peerOrNull(timer.target().process()),
        timer.target().name(),
        values.tag(message));
  }

  @Override
  public NodeLoad load() {
    LoadMeter.Reading reading = scheduler.load().read(kernel.ticker().nanos());
    List<ThreadLoad> threads =
        scheduler.threads().stream()
            .map(thread -> load(thread, reading.threads()))
            .sorted(Comparator.comparing(ThreadLoad::name))
            .toList();
    Slice longest =
        reading.longestNanos() == 0
            ? null
            : new Slice(
                peer(new Pid(reading.longestSerial())), Duration.ofNanos(reading.longestNanos()));
    List<Share> busiest =
        reading.processes().stream()
            .limit(MAX_SHARES)
            .map(share -> new Share(peer(new Pid(share.serial())), share.share()))
            .toList();
    return new NodeLoad(
        Duration.ofNanos(reading.nanos()),
        List.of(
            new SchedulerLoad(
                scheduler.number(),
                reading.busy(),
                scheduler.runQueueLength(),
                scheduler.slices(),
                longest,
                threads,
                busiest)),
        scheduler.termination().zombies(),
        scheduler.blocking().threadCount(),
        scheduler.blocking().maxThreads(),
        holder(),
        stacks.computations());
  }

  /** Who has the interpreter lock and does not answer, or null. Waits for the answer a little. */
  private NodeLoad.@Nullable LockHolder holder() {
    RuntimeThread owner = stacks.silentOwner();
    LocalProcess process = owner == null ? null : owner.current();
    if (owner == null || process == null) {
      return null;
    }
    Duration running = Duration.ofNanos(kernel.ticker().nanos() - owner.sliceNanos());
    return new NodeLoad.LockHolder(peer(new Pid(process.serial())), stacks.builtin(owner), running);
  }

  private ThreadLoad load(RuntimeThread thread, Map<Thread, double[]> shares) {
    double[] share = shares.getOrDefault(thread, new double[2]);
    LocalProcess process = thread.isBusy() ? thread.current() : null;
    long began = thread.sliceNanos();
    long running = process == null || began == 0 ? 0 : kernel.ticker().nanos() - began;
    return new ThreadLoad(
        thread.getName(),
        thread.kind(),
        share[0],
        share[1],
        peerOrNull(process),
        Duration.ofNanos(running),
        thread.slices());
  }

  @Override
  public MemoryView memory(int top) {
    MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = jvm.getHeapMemoryUsage();
    List<LiveRow> rows = liveRows();
    long bytes = 0;
    long messages = 0;
    long mailboxes = 0;
    for (LiveRow row : rows) {
      bytes += row.details().memory();
      messages += row.messageQueueLength();
      mailboxes += row.mailboxBytes();
    }
    List<MemoryView.Holder> largest =
        rows.stream()
            .sorted(
                Comparator.comparingLong((LiveRow row) -> row.details().memory())
                    .reversed()
                    .thenComparing(LiveRow::pid))
            .limit(top)
            .map(
                row ->
                    new MemoryView.Holder(
                        row.summary(), row.details().memory(), row.mailboxBytes()))
            .toList();
    return new MemoryView(
        heap.getUsed(),
        heap.getCommitted(),
        heap.getMax(),
        jvm.getNonHeapMemoryUsage().getUsed(),
        rows.size(),
        Math.min(bytes, heap.getUsed()), // several may refer to one large value
        messages,
        Math.min(mailboxes, heap.getUsed()),
        largest,
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(LiveInspector::collector)
            .toList());
  }

  private static MemoryView.Collector collector(GarbageCollectorMXBean bean) {
    GcInfo last =
        bean instanceof com.sun.management.GarbageCollectorMXBean telling
            ? telling.getLastGcInfo()
            : null;
    return new MemoryView.Collector(
        bean.getName(),
        Math.max(0, bean.getCollectionCount()),
        Duration.ofMillis(Math.max(0, bean.getCollectionTime())),
        last == null ? null : Duration.ofMillis(last.getDuration()));
  }

  @Override
  public OtpInspector otp() {
    return otp;
  }

  @Override
  public List<Limit> limits() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return List.of(
        new Limit("processes", kernel.table().size(), kernel.maxProcesses(), false),
        new Limit(
            "blocking threads",
            scheduler.blocking().threadCount(),
            scheduler.blocking().maxThreads(),
            false),
        new Limit("heap", heap.getUsed(), heap.getMax(), true));
  }
}
