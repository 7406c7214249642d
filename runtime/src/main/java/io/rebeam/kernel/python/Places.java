package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.asyncio.PAsyncGenASend;
import com.oracle.graal.python.builtins.objects.asyncio.PAsyncGenAThrow;
import com.oracle.graal.python.builtins.objects.asyncio.PCoroutineWrapper;
import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.source.Source;
import io.rebeam.kernel.process.Behaviour;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process is called, does, and where, read without Python. Any thread. */
public final class Places {
  private static final int MAX_CHAIN = 500;

  private static final String TOP_LEVEL = "<module>";

  /**
   * The function that the library puts around a statement that awaits ({@code _shell/awaiting.py}).
   */
  private static final String CELL = "_cell_";

  private Places() {}

  public static ProcessNames names(LocalProcess process) {
    String initialCall = process.initialCall();
    if (initialCall == null) {
      Object name = functionName(process.coroutine());
      initialCall = name == null ? "?" : PythonContext.text(name);
    }
    return new ProcessNames(process.name(), process.label(), initialCall, behaviour(process));
  }

  static @Nullable String behaviour(LocalProcess process) {
    Behaviour behaviour = process.behaviour();
    return behaviour == null ? null : behaviour.name();
  }

  /** The name of the function that a coroutine runs, as it is; null for anything else. */
  static @Nullable Object functionName(@Nullable Object coroutine) {
    return coroutine instanceof PGenerator generator ? generator.getQualname() : null;
  }

  public static ProcessStatus status(LocalProcess process) {
    if (process.isExitingOrDead()) {
      return ProcessStatus.EXITING;
    }
    // One that computes goes on to its next wait; then it is suspended.
    boolean computes = process.isRunning() && !process.isBlocking();
    if (process.isSuspended() && !computes) {
      return ProcessStatus.SUSPENDED;
    }
    if (process.isRunning()) {
      return process.isBlocking() ? ProcessStatus.BLOCKED : ProcessStatus.RUNNING;
    }
    return process.isRunnable() ? ProcessStatus.RUNNABLE : ProcessStatus.WAITING;
  }

  /**
   * The place a coroutine process waits in or last yielded at: the innermost coroutine that is not
   * the library's or asyncio's, {@code app.py:12 worker}. Empty when it has not started or is a
   * blocking process.
   */
  public static String where(LocalProcess process) {
    PGenerator place = null;
    for (PGenerator coroutine : chain(process)) {
      if (!isLibrary(file(coroutine))) {
        place = coroutine;
      }
    }
    return place == null ? "" : describe(place);
  }

  /** The coroutines of a process, each awaiting the next one; async generators are among them. */
  static List<PGenerator> chain(LocalProcess process) {
    List<PGenerator> chain = new ArrayList<>(4);
    PGenerator next = coroutine(process.coroutine());
    while (next != null && chain.size() < MAX_CHAIN) {
      chain.add(next);
      PGenerator inner = coroutine(awaited(next));
      next = inner == next ? null : inner;
    }
    return chain;
  }

  /** What a coroutine awaits; null also while it runs. */
  private static @Nullable Object awaited(PGenerator coroutine) {
    try {
      return coroutine.isStarted() ? coroutine.getYieldFrom() : null;
    } catch (RuntimeException _) {
      return null; // it runs: its state is half changed, as where it yields for the first time
    }
  }

  /** The instruction a coroutine is at; -1 before it starts, and while it moves on. */
  static int instruction(PGenerator coroutine) {
    try {
      return coroutine.getBci();
    } catch (RuntimeException _) {
      return -1; // as for what it awaits
    }
  }

  private static @Nullable PGenerator coroutine(@Nullable Object awaited) {
    return switch (awaited) {
      case PGenerator generator when generator.isCoroutine() -> generator;
      case PCoroutineWrapper wrapper -> wrapper.coroutine;
      case PAsyncGenASend step -> step.receiver;
      case PAsyncGenAThrow step -> step.receiver;
      case null, default -> null;
    };
  }

  private static String base(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  /** Whether a file is the library's or asyncio's. */
  static boolean isLibrary(String file) {
    return file.isEmpty() // GraalPy drops it where types.coroutine was applied
        || file.startsWith("<frozen rebeam.") // what the build has compiled
        || file.contains("/rebeam/_")
        || file.contains("/rebeam/otp/")
        || file.contains("/lib/python3.12/asyncio/")
        || file.contains("\\rebeam\\_")
        || file.contains("\\rebeam\\otp\\");
  }

  static String describe(PGenerator coroutine) {
    String file = base(file(coroutine));
    int line = line(coroutine);
    String name = function(coroutine.getQualname().toJavaStringUncached());
    if (file.isEmpty()) {
      return name;
    }
    String place = file + (line > 0 ? ":" + line : "");
    return isTopLevel(name) ? place : place + " " + name;
  }

  /** A function's name as it is shown; that of a cell's own code is Python's for a top level. */
  static String function(String name) {
    return name.equals(CELL) ? TOP_LEVEL : name;
  }

  /** Whether code with this name is the top level of a cell or module. */
  static boolean isTopLevel(String function) {
    return function(function).equals(TOP_LEVEL);
  }

  private static String file(PGenerator coroutine) {
    return coroutine.getRootNode() instanceof PBytecodeRootNode root
        ? fileOf(root.getSource())
        : "";
  }

  private static int line(PGenerator coroutine) {
    return coroutine.getRootNode() instanceof PBytecodeRootNode root
        ? root.bciToLine(instruction(coroutine))
        : 0;
  }

  static String fileOf(Source source) {
    @Nullable String path = source.getPath();
    return path == null ? source.getName() : path;
  }
}
