package io.rebeam.kernel.trace;

import io.rebeam.kernel.jfr.Flight;
import io.rebeam.kernel.process.Directory;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.process.Pid;
import io.rebeam.time.Ticker;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A trace that runs. Traced processes put what they do into a bounded queue and never wait; the
 * trace's own thread takes it out, has the predicate decide, finds names, and calls the listener.
 *
 * <p>What is beyond the rate is dropped before a text is made of it, so that a traced process pays
 * for no more than is shown. With a predicate it is not known yet what will be shown: then the
 * queue's bound alone holds, and the thread applies rate and count.
 */
final class ActiveTrace implements Trace {
  /** Events that may be on their way to the listener. */
  private static final int CAPACITY = 2_000;

  /** How often the thread looks. It is not woken, so that a traced process does not have to. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** How long the predicate may take for what is left at the end. */
  private static final long LAST_VERDICTS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int COUNT_BITS = 32;

  private final Ticker ticker;
  private final Directory directory;
  private final Tracing tracing;
  private final int number;
  private final Target target;
  private final TraceRequest request;
  private final TraceLimits limits;
  private final @Nullable TracePredicate predicate;
  private final TraceListener listener;
  private final long startedNanos;
  private final Thread thread;
  private final CompletableFuture<TraceEnd> end = new CompletableFuture<>();

  /** The serials of the processes it is about, unless it is about all. */
  private final Set<Long> members = ConcurrentHashMap.newKeySet();

  private final Queue<Capture> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong droppedCount = new AtomicLong();

  /** Events admitted so far. */
  private final AtomicInteger admitted = new AtomicInteger();

  /** The current second, and how many events were admitted in it. */
  private final AtomicLong window = new AtomicLong();

  private volatile @Nullable TraceStop asked;

  /** Whether its end has come, and nothing is captured any more. */
  private volatile boolean over;

  private final AtomicLong told = new AtomicLong();

  // the thread's own
  private final Deque<Capture> undecided = new ArrayDeque<>();
  private long failures;
  private String firstFailure = "";

  ActiveTrace(
      Ticker ticker,
      Directory directory,
      Tracing tracing,
      int number,
      Target target,
      TraceRequest request,
      @Nullable TracePredicate predicate,
      TraceListener listener) {
    this.ticker = ticker;
    this.directory = directory;
    this.tracing = tracing;
    this.number = number;
    this.target = target;
    this.request = request;
    this.limits = request.limits();
    this.predicate = predicate;
    this.listener = listener;
    this.startedNanos = ticker.nanos();
    this.thread = Thread.ofPlatform().daemon().name("rebeam-trace-" + number).unstarted(this::run);
  }

  void begin() {
    thread.start();
  }

  // ---- which processes; any thread ----

  boolean isAboutAll() {
    return target instanceof Target.All;
  }

  boolean isAbout(long serial) {
    return isAboutAll() ? !tracing.isExempt(serial) : members.contains(serial);
  }

  boolean isAboutName(String name) {
    return target instanceof Target.Named(String own) && own.equals(name);
  }

  boolean isAboutLabel(String label) {
    return target instanceof Target.Labelled(String own) && own.equals(label);
  }

  void add(long serial) {
    members.add(serial);
  }

  void drop(long serial) {
    members.remove(serial);
  }

  List<LocalProcess> members() {
    return members.stream().map(directory.table()::get).filter(Objects::nonNull).toList();
  }

  boolean wants(TraceKind kind) {
    return request.kinds().contains(kind);
  }

  // ---- capturing, on the threads of processes ----

  void capture(TraceKind kind, long nanos, long process, long peer, String text) {
    if (mayEnter(nanos)) {
      enter(new Capture(kind, nanos, process, peer, text, -1, null));
    }
  }

  void captureMessage(
      TraceKind kind, long nanos, long process, long peer, long waitedNanos, Object message) {
    if (mayEnter(nanos)) {
      String text = tracing.text(message);
      enter(
          new Capture(
              kind, nanos, process, peer, text, waitedNanos, predicate == null ? null : message));
    }
  }

  private boolean mayEnter(long nanos) {
    if (over || asked != null || admitted.get() >= limits.count()) {
      return false;
    }
    if (underWay.get() >= CAPACITY) {
      droppedCount.incrementAndGet();
      return false;
    }
    return predicate != null || admit(nanos);
  }

  private void enter(Capture capture) {
    underWay.incrementAndGet();
    queue.add(capture);
  }

  /** Whether rate and count have room for an event of that time; counts it then. */
  private boolean admit(long nanos) {
    long second = Math.max(0, nanos - startedNanos) / SECOND;
    while (true) {
      long state = window.get();
      long current = Math.max(state >>> COUNT_BITS, second); // late events count as of now
      int count = state >>> COUNT_BITS == current ? (int) state : 0;
      if (count >= limits.rate()) {
        droppedCount.incrementAndGet();
        return false;
      }
      if (window.compareAndSet(state, (current << COUNT_BITS) | (count + 1))) {
        return admitted.incrementAndGet() <= limits.count();
      }
    }
  }

  // ---- the thread ----

  private void run() {
    TraceStop why = TraceStop.OUTPUT;
    try {
      why = tellUntilOver();
    } catch (RuntimeException _) {
      // the listener has ended the trace
    } finally {
      tracing.remove(this);
      if (predicate != null) {
        predicate.close();
      }
      finish(why);
    }
  }

  private void finish(TraceStop why) {
    long left = droppedCount.get() + (why == TraceStop.COUNT ? 0 : undecided.size());
    TraceEnd ended = new TraceEnd(told.get(), left, why, failures, firstFailure);
    try {
      listener.ended(ended);
    } finally {
      end.complete(ended);
    }
  }

  private TraceStop tellUntilOver() {
    while (true) {
      TraceStop why = whyOver(); // before the queue is looked at: what is in it came before
      tellAll();
      if (isFull()) {
        return TraceStop.COUNT;
      }
      if (why != null) {
        over = true;
        tellAll();
        awaitLastVerdicts();
        return isFull() ? TraceStop.COUNT : why;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private boolean isFull() {
    return told.get() >= limits.count();
  }

  private @Nullable TraceStop whyOver() {
    if (asked != null) {
      return asked;
    }
    if (target instanceof Target.One(LocalProcess process) && process.isDead()) {
      return directory.table().get(process.serial()) == null ? TraceStop.EXIT : null;
    }
    if (predicate != null && predicate.isGone()) {
      return TraceStop.PREDICATE;
    }
    boolean late = ticker.nanos() - startedNanos >= limits.time().toNanos();
    return late ? TraceStop.TIME : null;
  }

  private void awaitLastVerdicts() {
    long deadline = ticker.nanos() + LAST_VERDICTS_NANOS;
    while (!undecided.isEmpty()
        && predicate != null
        && !predicate.isGone()
        && ticker.nanos() - deadline < 0) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      tellAll();
    }
  }

  private void tellAll() {
    Capture capture;
    while ((capture = queue.poll()) != null) {
      undecided.add(capture);
      if (predicate != null && capture.message() != null) {
        predicate.ask(capture);
      }
    }
    while ((capture = undecided.peek()) != null && !isFull()) {
      Capture.Verdict verdict = capture.verdict();
      if (verdict == null) {
        return;
      }
      undecided.remove();
      underWay.decrementAndGet();
      if (!verdict.failure().isEmpty()) {
        firstFailure = failures++ == 0 ? verdict.failure() : firstFailure;
      } else if (verdict.matches() && (predicate == null || admit(capture.nanos))) {
        told.incrementAndGet();
        TraceEvent event = event(capture);
        Flight.traced(number, event);
        listener.event(event);
      }
    }
  }

  private TraceEvent event(Capture capture) {
    return new TraceEvent(
        Instant.now().minusNanos(ticker.nanos() - capture.nanos),
        capture.kind,
        party(capture.process),
        capture.peer == 0 ? null : party(capture.peer),
        capture.kind == TraceKind.SPAWN ? tracing.functionOf(capture.peer) : capture.text,
        capture.waitedNanos < 0 ? null : Duration.ofNanos(capture.waitedNanos));
  }

  private TraceEvent.Party party(long serial) {
    return new TraceEvent.Party(new Pid(serial), tracing.nameOf(serial));
  }

  // ---- as others see it ----

  @Override
  public int number() {
    return number;
  }

  @Override
  public String target() {
    return switch (target) {
      case Target.All _ -> "all processes";
      case Target.One(LocalProcess process) ->
          (process + " " + tracing.nameOf(process.serial())).stripTrailing();
      case Target.Named(String name) -> {
        LocalProcess holder = directory.names().whereis(name);
        yield holder == null ? name : holder + " " + name;
      }
      case Target.Labelled(String label) -> '"' + label + '"';
    };
  }

  @Override
  public TraceRequest request() {
    return request;
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(ticker.nanos() - startedNanos);
  }

  @Override
  public long events() {
    return told.get();
  }

  @Override
  public long dropped() {
    return droppedCount.get();
  }

  @Override
  public void stop(TraceStop why) {
    if (asked == null) {
      asked = why;
      LockSupport.unpark(thread);
    }
  }

  @Override
  public CompletableFuture<TraceEnd> end() {
    return end.copy();
  }
}
