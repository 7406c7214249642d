package io.rebeam.kernel.python.code;

import com.oracle.graal.python.builtins.objects.asyncio.PAsyncGenASend;
import com.oracle.graal.python.builtins.objects.asyncio.PAsyncGenAThrow;
import com.oracle.graal.python.builtins.objects.asyncio.PCoroutineWrapper;
import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.source.Source;
import io.rebeam.kernel.process.LocalProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the coroutines of processes are, read without the interpreter lock. Any thread. */
public final class Places {
  private static final int MAX_CHAIN = 500;

  private static final String TOP_LEVEL = "<module>";

  /**
   * The function that the library puts around a statement that awaits ({@code _shell/awaiting.py}).
   */
  private static final String CELL = "_cell_";

  private final LibraryCode library;

  public Places(LibraryCode library) {
    this.library = library;
  }

  /** The name of the function that a coroutine runs, as it is; null for anything else. */
  public static @Nullable Object functionName(@Nullable Object coroutine) {
    return coroutine instanceof PGenerator generator ? generator.getQualname() : null;
  }

  /**
   * The place a coroutine process waits in or last yielded at: the innermost coroutine of user
   * code, {@code app.py:12 worker}. Empty when it has not started or is a blocking process.
   */
  public String where(LocalProcess process) {
    PGenerator place = null;
    for (PGenerator coroutine : chain(process)) {
      if (!library.isLibrary(file(coroutine))) {
        place = coroutine;
      }
    }
    return place == null ? "" : describe(place);
  }

  /** The coroutines of a process, each awaiting the next one; async generators are among them. */
  public static List<PGenerator> chain(LocalProcess process) {
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
  public static String function(String name) {
    return name.equals(CELL) ? TOP_LEVEL : name;
  }

  /** Whether code with this name is the top level of a cell or module. */
  public static boolean isTopLevel(String function) {
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

  public static String fileOf(Source source) {
    @Nullable String path = source.getPath();
    return path == null ? source.getName() : path;
  }
}
