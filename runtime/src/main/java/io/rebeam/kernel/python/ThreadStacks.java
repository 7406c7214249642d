package io.rebeam.kernel.python;

import com.oracle.truffle.api.TruffleContext;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.StackView.Frame;
import io.rebeam.kernel.inspect.StackSource;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.code.BuiltinNames;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.code.Sources;
import io.rebeam.kernel.python.code.Stacks;
import io.rebeam.kernel.python.library.Computation;
import io.rebeam.kernel.python.safepoint.SafepointInstrument;
import io.rebeam.kernel.scheduler.PythonSide;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The stacks of one context's threads and processes. Any thread. */
final class ThreadStacks implements StackSource {
  private final PythonContext python;
  private final SafepointInstrument.Safepoints safepoints;
  private final TruffleContext context;
  private final Scheduler scheduler;
  private final LibraryCode library;
  private final Sources sources;

  /** Answers that threads have not given yet: one a thread, or a stuck one would collect them. */
  private final Map<Thread, CompletableFuture<StackAnswer>> pending = new ConcurrentHashMap<>();

  ThreadStacks(
      PythonContext python,
      SafepointInstrument.Safepoints safepoints,
      TruffleContext context,
      Scheduler scheduler,
      LibraryCode library,
      Sources sources) {
    this.python = python;
    this.safepoints = safepoints;
    this.context = context;
    this.scheduler = scheduler;
    this.library = library;
    this.sources = sources;
  }

  @Override
  public CompletableFuture<StackAnswer> stackAt(RuntimeThread thread) {
    if (thread == Thread.currentThread()) {
      return CompletableFuture.completedFuture(here(thread));
    }
    CompletableFuture<StackAnswer> fresh = new CompletableFuture<>();
    CompletableFuture<StackAnswer> earlier = pending.putIfAbsent(thread, fresh);
    if (earlier != null) {
      return earlier;
    }
    safepoints.submit(
        context,
        thread,
        _ -> {
          pending.remove(thread);
          fresh.complete(here(thread));
        });
    return fresh;
  }

  private StackAnswer here(RuntimeThread thread) {
    List<Stacks.Place> places = Stacks.here();
    return new StackAnswer(thread.current(), () -> Stacks.describe(places, library, sources));
  }

  @Override
  public List<Frame> waiting(LocalProcess process) {
    return Stacks.describe(Stacks.ofWaiting(process), library, sources);
  }

  @Override
  public List<String> hostFrames(Thread thread) {
    return Stacks.ofHost(thread);
  }

  @Override
  public String builtin(Thread thread) {
    return BuiltinNames.of(thread);
  }

  @Override
  public List<NodeLoad.Computation> computations() {
    return Computation.running().stream()
        .map(
            one ->
                new NodeLoad.Computation(
                    one.builtin(), Duration.ofNanos(one.nanos()), one.awaited()))
        .toList();
  }

  @Override
  public @Nullable RuntimeThread threadOf(LocalProcess process) {
    return scheduler.threadOf(process);
  }

  @Override
  public @Nullable Thread lockOwner() {
    return python.lockOwner();
  }

  @Override
  public void blocked(PythonSide.Wait wait) {
    python.blocked(wait);
  }
}
