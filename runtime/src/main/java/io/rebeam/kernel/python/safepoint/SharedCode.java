package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.builtins.Builtin;
import com.oracle.graal.python.builtins.objects.thread.CommonLockBuiltins.AcquireLockNode;
import com.oracle.graal.python.nodes.bytecode.PBytecodeGeneratorRootNode;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.graal.python.nodes.function.BuiltinFunctionRootNode;
import com.oracle.graal.python.nodes.function.PythonBuiltinBaseNode;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.code.Places;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds on the calling thread's stack the code of Python's own library that changes what all
 * processes share: stopped at any place, it would leave that half done. To be called at a
 * safepoint.
 */
public final class SharedCode {
  /** Builtin functions that write, by name. */
  private static final Set<String> WRITERS = Set.of("print", "write", "writelines", "flush");

  /** Python functions that take a lock in order to free or to give back another, by name. */
  private static final Set<String> RELEASERS = Set.of("release", "_acquire_restore");

  /** Modules of rebeam's package that step processes. */
  static final Set<String> STEPPERS =
      Set.of(
          "_host/scheduler",
          "_host/asyncio_entry",
          "_host/asyncio_loop",
          "_host/asyncio_user",
          "_shell/session");

  /** The classes of Truffle that call native code and are called by it; not public. */
  static final String NATIVE_CALLS = "com.oracle.truffle.nfi.backend.";

  /** What the names of the import system's modules begin with, which GraalPy brings compiled. */
  private static final String IMPORT_SYSTEM = "<frozen importlib._bootstrap";

  /** What asyncio's loop and its futures call of the standard library. */
  private static final Set<String> USED_BY_ASYNCIO =
      Set.of("_weakrefset", "heapq", "selectors", "weakref");

  /** The modules of the standard library that use the locks of {@link #holdsLocks}. */
  private static final Map<String, Locks> LOCKERS =
      Map.of(
          "importlib/_bootstrap", Locks.HELD,
          "importlib/_bootstrap_external", Locks.HELD,
          "logging", Locks.HELD,
          "threading", Locks.FREE_WHILE_WAITING,
          "queue", Locks.FREE_WHILE_WAITING);

  /** How a part of the library uses the locks of {@link #holdsLocks}. */
  private enum Locks {
    NONE,
    /** The threading module and queues: what waits has given back the lock before. */
    FREE_WHILE_WAITING,
    /** The import system and logging: a lock is held over code of others, and its waits. */
    HELD
  }

  private final LibraryCode library;

  public SharedCode(LibraryCode library) {
    this.library = library;
  }

  /**
   * Whether not even an exception may strike the calling thread where it is. That is so in a
   * builtin function that writes to a file: standard output is one for all, and what has been
   * written would be written again by the next process that prints. And it is so in the very code
   * that takes and frees the locks of {@link #holdsLocks}: between the lock and the {@code try}
   * that frees it, the lock would be lost for all. And it is so where C code has called a function
   * of the C API itself, and no Python code: it expects no exception from most. What is called from
   * there, a {@code __str__} or the body of a module, is left to itself, and so is a wait for a
   * lock, which may last.
   *
   * @param location where the safepoint is, if that is known
   */
  boolean isUninterruptible(@Nullable Node location) {
    return is(new Innermost(location)::isUninterruptible);
  }

  /** Looks at frames from the innermost one to the first that is Python code. */
  private final class Innermost {
    private final boolean waits;

    /** Where the frame is at: the innermost at the safepoint, the others at a call. */
    private @Nullable Node location;

    Innermost(@Nullable Node location) {
      this.location = location;
      waits = waitsForLock(location);
    }

    @Nullable Boolean isUninterruptible(FrameInstance frame) {
      Node at = location == null ? frame.getCallNode() : location;
      location = null;
      if (writes(at)) {
        return true;
      }
      RootNode root = root(frame);
      if (isNativeCall(root)) {
        return true;
      }
      PBytecodeRootNode code = code(root);
      return code == null
          ? null
          : usesLocks(code) && (!waits || RELEASERS.contains(code.getName()));
    }

    /** Whether a node is in a writing builtin, which may have been inlined into its caller. */
    private static boolean writes(@Nullable Node at) {
      for (Node node = at; node != null; node = node.getParent()) {
        if (node instanceof PythonBuiltinBaseNode && WRITERS.contains(nameOf(node.getClass()))) {
          return true;
        }
      }
      return false;
    }

    /** A builtin function's name in Python, {@code ""} if its class has none. */
    private static String nameOf(Class<?> type) {
      Builtin builtin = type.getAnnotation(Builtin.class);
      Class<?> parent = type.getSuperclass();
      return builtin != null ? builtin.name() : parent == null ? "" : nameOf(parent);
    }
  }

  /**
   * Whether the calling thread may hold a lock of the import system, of logging, of threading or of
   * a queue: whether one of them has called what it is in. {@code kill} runs no {@code finally}:
   * such a lock would never be released, and all processes that import or log would wait for ever.
   *
   * @param location where the safepoint is, if that is known
   */
  public boolean holdsLocks(@Nullable Node location) {
    return is(new Callers(waitsForLock(location))::holdLocks);
  }

  /** Looks at all frames, from the innermost one. */
  private final class Callers {
    /** Whether nothing but functions that wait for a lock has been seen yet. */
    private boolean waiting;

    Callers(boolean waiting) {
      this.waiting = waiting;
    }

    @Nullable Boolean holdLocks(FrameInstance frame) {
      PBytecodeRootNode code = code(root(frame));
      if (code == null) {
        return null;
      }
      Locks locks = locks(code);
      waiting &= locks == Locks.FREE_WHILE_WAITING;
      return locks == Locks.NONE || waiting ? null : true;
    }
  }

  /**
   * Whether the thread waits for a Python lock, which it does not have yet.
   *
   * @param location where the safepoint is, if that is known
   */
  static boolean waitsForLock(@Nullable Node location) {
    return location instanceof AcquireLockNode;
  }

  /**
   * Whether C code has called what the calling thread runs. Only exceptions of Python pass through
   * it.
   */
  static boolean isCalledByNativeCode() {
    return is(frame -> isNativeCall(root(frame)) ? true : null);
  }

  private static boolean isNativeCall(@Nullable RootNode root) {
    return root != null && root.getClass().getName().startsWith(NATIVE_CALLS);
  }

  /**
   * Whether the calling thread is in the midst of what asyncio does to the loop that processes
   * share. The innermost code that is not of the standard library decides.
   */
  boolean changesLoop() {
    return is(this::isAsyncio);
  }

  private @Nullable Boolean isAsyncio(FrameInstance frame) {
    PBytecodeRootNode code = code(root(frame));
    if (code == null) {
      return null; // a builtin
    }
    String file = file(code);
    String own = library.ownModule(file);
    if (own != null) {
      return own.startsWith("_host/asyncio_");
    }
    if (library.isAsyncio(file)) {
      return true;
    }
    return library.isStandard(file) ? null : Boolean.FALSE;
  }

  /**
   * Whether an exception must wait for another place: nothing may be stopped here, or it would not
   * reach the process's own code.
   *
   * <p>Truffle polls once more when a call has ended, at the root node that was called. A generator
   * or coroutine has suspended by then: an exception would pass by its handlers and leave it
   * finished, as if it had run to its end. So it is at the end of a loop that was compiled while it
   * ran.
   *
   * @param location where the safepoint is, if that is known
   */
  boolean refusesExceptions(@Nullable Node location) {
    return location instanceof PBytecodeGeneratorRootNode
        || CompiledCode.isEndOfLoop(location)
        || isUninterruptible(location)
        || isBesideProcess();
  }

  /**
   * Whether the safepoint is the one at the end of a builtin function's call.
   *
   * @param location where the safepoint is, if that is known
   */
  static boolean isEndOfBuiltin(@Nullable Node location) {
    return location instanceof BuiltinFunctionRootNode;
  }

  /**
   * Whether the innermost Python frame is of the code that steps processes, or the thread has no
   * Python frame. What that code calls of asyncio, such as {@code Future.add_done_callback},
   * belongs to it.
   */
  private boolean isBesideProcess() {
    FrameQuestion question = this::stepsProcesses;
    return !Boolean.FALSE.equals(Truffle.getRuntime().iterateFrames(question::ask));
  }

  private @Nullable Boolean stepsProcesses(FrameInstance frame) {
    RootNode root = root(frame);
    PBytecodeRootNode code = code(root);
    if (code == null) {
      return null; // a builtin
    }
    String file = file(code);
    if (root == code && isPartOfAsyncio(file)) {
      return null;
    }
    String own = library.ownModule(file);
    return own != null && STEPPERS.contains(own);
  }

  /** Whether a file is asyncio's, or what its loop and its futures call. */
  boolean isPartOfAsyncio(String file) {
    String module = library.standardModule(file);
    return module != null && (library.isAsyncio(file) || USED_BY_ASYNCIO.contains(module));
  }

  /** The first answer of a frame of the calling thread, from the innermost one on. */
  private static boolean is(FrameQuestion question) {
    return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(question::ask));
  }

  @FunctionalInterface
  private interface FrameQuestion {
    @Nullable Boolean ask(FrameInstance frame);
  }

  /** Whether code uses the locks of {@link #holdsLocks}. */
  boolean usesLocks(PBytecodeRootNode code) {
    return locks(code) != Locks.NONE;
  }

  private Locks locks(PBytecodeRootNode code) {
    String file = file(code);
    if (file.startsWith(IMPORT_SYSTEM)) {
      return Locks.HELD;
    }
    String module = library.standardModule(file);
    return module == null ? Locks.NONE : LOCKERS.getOrDefault(module, Locks.NONE);
  }

  private static @Nullable RootNode root(FrameInstance frame) {
    return frame.getCallTarget() instanceof RootCallTarget target ? target.getRootNode() : null;
  }

  /** The Python code of a frame, a coroutine's too; null for anything else. */
  private static @Nullable PBytecodeRootNode code(@Nullable RootNode root) {
    return switch (root) {
      case PBytecodeRootNode code -> code;
      case PBytecodeGeneratorRootNode coroutine -> coroutine.getBytecodeRootNode();
      case null, default -> null;
    };
  }

  static String file(PBytecodeRootNode code) {
    return Places.fileOf(code.getSource());
  }
}
