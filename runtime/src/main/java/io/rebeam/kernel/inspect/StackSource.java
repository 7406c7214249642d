package io.rebeam.kernel.inspect;

import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.StackView.Frame;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.PythonSide;
import io.rebeam.kernel.scheduler.RuntimeThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What threads and processes are in: Python frames, builtins, computations. Any thread. */
public interface StackSource {
  /**
   * What a thread ran at its safepoint.
   *
   * @param process the process that it ran, or null
   * @param frames its frames, outermost first; described when they are first asked for
   */
  record StackAnswer(@Nullable LocalProcess process, Supplier<List<Frame>> frames) {}

  /** Reads the stack of {@code thread} at its next safepoint; at once for the calling thread. */
  CompletableFuture<StackAnswer> stackAt(RuntimeThread thread);

  /** The frames of a coroutine process that does not run, outermost first. */
  List<Frame> waiting(LocalProcess process);

  /** What a thread is in below Python: its innermost Java frames, innermost last. */
  List<String> hostFrames(Thread thread);

  /** The innermost builtin that a thread is in, {@code list.sort}; empty for none. */
  String builtin(Thread thread);

  /** What is computed without the interpreter lock now, on threads of its own. */
  List<NodeLoad.Computation> computations();

  /** The thread that runs a process, or null. */
  @Nullable RuntimeThread threadOf(LocalProcess process);

  /** The thread that has the interpreter lock, or null. */
  @Nullable Thread lockOwner();

  /** Waits so that safepoint actions reach the calling thread meanwhile. */
  void blocked(PythonSide.Wait wait);
}
