package io.rebeam.kernel.python;

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
import io.rebeam.kernel.python.code.Places;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Code of Python's own library that works on what all processes share: stopped at any place, it
 * would leave that half done. Asked on a safepoint, by the thread itself.
 */
final class SharedCode {
  /** Builtin functions that write, by name. */
  private static final Set<String> WRITERS = Set.of("print", "write", "writelines", "flush");

  /** Python functions that take a lock in order to free or to give back another, by name. */
  private static final Set<String> RELEASERS = Set.of("release", "_acquire_restore");

  /** Modules of the library that step processes. */
  private static final List<String> STEPPERS =
      List.of("_scheduler", "_session", "_asyncio", "_asyncio_user");

  /** The classes of Truffle that call native code and are called by it; not public. */
  private static final String NATIVE_CALLS = "com.oracle.truffle.nfi.backend.";

  /** What asyncio is made of: its own files and those its loop and its futures call. */
  private static final List<String> PARTS_OF_ASYNCIO =
      List.of(
          "/lib/python3.12/asyncio/",
          "/lib/python3.12/_weakrefset.py",
          "/lib/python3.12/heapq.py",
          "/lib/python3.12/selectors.py",
          "/lib/python3.12/weakref.py");

  /** How a part of the library uses the locks of {@link #holdsLocks}. */
  private enum Locks {
    NONE,
    /** The threading module and queues: what waits has given back the lock before. */
    FREE_WHILE_WAITING,
    /** The import system and logging: a lock is held over code of others, and its waits. */
    HELD
  }

  private SharedCode() {}

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
  static boolean mustGoOn(@Nullable Node location) {
    return is(new Innermost(location)::mustGoOn);
  }

  /** Looks at frames from the innermost one to the first that is Python code. */
  private static final class Innermost {
    private final boolean waits;

    /** Where the frame is at: the innermost at the safepoint, the others at a call. */
    private @Nullable Node location;

    Innermost(@Nullable Node location) {
      this.location = location;
      waits = waitsForLock(location);
    }

    @Nullable Boolean mustGoOn(FrameInstance frame) {
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
          : locks(code) != Locks.NONE && (!waits || RELEASERS.contains(code.getName()));
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

    /** A builtin function's name in Python, {@code ""} if its class tells none. */
    private static String nameOf(Class<?> type) {
      Builtin builtin = type.getAnnotation(Builtin.class);
      Class<?> parent = type.getSuperclass();
      return builtin != null ? builtin.name() : parent == null ? "" : nameOf(parent);
    }
  }

  /**
   * Whether the calling thread may hold a lock of the import system, of logging, of threading or of
   * a queue: whether one of them has called what it is in. Never released, such a lock would make
   * everyone who imports or logs wait for ever, and {@code kill} runs no {@code finally}.
   *
   * @param location where the safepoint is, if that is known
   */
  static boolean holdsLocks(@Nullable Node location) {
    return is(new Callers(waitsForLock(location))::holdLocks);
  }

  /** Looks at all frames, from the innermost one. */
  private static final class Callers {
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
  static boolean changesLoop() {
    return is(SharedCode::isAsyncio);
  }

  private static @Nullable Boolean isAsyncio(FrameInstance frame) {
    PBytecodeRootNode code = code(root(frame));
    if (code == null) {
      return null; // a builtin
    }
    String file = file(code);
    if (file.contains("/lib/python3.12/asyncio/")
        || file.contains("/rebeam/_asyncio")
        || file.startsWith("<frozen rebeam._asyncio")) {
      return true;
    }
    boolean standard =
        file.contains("/lib/python3.12/") && !file.contains("/lib/python3.12/site-packages/");
    return standard ? null : Boolean.FALSE;
  }

  /**
   * Whether an exception must wait for another place: nothing may be stopped here, or it would not
   * reach the process's own code.
   *
   * <p>Truffle polls once more when a call has ended, at the root node that was called. A generator
   * or coroutine has suspended by then: an exception would pass by its handlers and leave it
   * finished, as if it had run to its end.
   *
   * @param location where the safepoint is, if that is known
   */
  static boolean refusesExceptions(@Nullable Node location) {
    return location instanceof PBytecodeGeneratorRootNode
        || mustGoOn(location)
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
  private static boolean isBesideProcess() {
    FrameQuestion question = SharedCode::stepsProcesses;
    return !Boolean.FALSE.equals(Truffle.getRuntime().iterateFrames(question::ask));
  }

  private static @Nullable Boolean stepsProcesses(FrameInstance frame) {
    RootNode root = root(frame);
    PBytecodeRootNode code = code(root);
    if (code == null) {
      return null; // a builtin
    }
    String file = file(code);
    if (root == code && PARTS_OF_ASYNCIO.stream().anyMatch(file::contains)) {
      return null;
    }
    return STEPPERS.stream()
        .anyMatch(
            name ->
                file.endsWith("/rebeam/" + name + ".py")
                    || file.equals("<frozen rebeam." + name + ">"));
  }

  /** Asks the frames of the calling thread, from the innermost one, until one knows. */
  private static boolean is(FrameQuestion question) {
    return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(question::ask));
  }

  @FunctionalInterface
  private interface FrameQuestion {
    @Nullable Boolean ask(FrameInstance frame);
  }

  private static Locks locks(PBytecodeRootNode code) {
    String file = file(code);
    if (file.contains("importlib/_bootstrap")
        || file.contains("importlib._bootstrap")
        || file.endsWith("/logging/__init__.py")) {
      return Locks.HELD;
    }
    return file.endsWith("/python3.12/threading.py") || file.endsWith("/python3.12/queue.py")
        ? Locks.FREE_WHILE_WAITING
        : Locks.NONE;
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

  private static String file(PBytecodeRootNode code) {
    return Places.fileOf(code.getSource()).replace('\\', '/');
  }
}
