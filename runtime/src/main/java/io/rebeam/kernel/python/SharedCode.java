package io.rebeam.kernel.python;

import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.graal.python.nodes.function.BuiltinFunctionRootNode;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Code of Python's own library that works on what all processes share. {@code kill} runs no {@code
 * finally}: a process killed there would leave it half done. Asked on a safepoint, by the thread
 * itself.
 */
final class SharedCode {
  /** Builtin functions that write, by name. */
  private static final Set<String> WRITERS = Set.of("print", "write", "writelines", "flush");

  private SharedCode() {}

  /**
   * Whether the calling thread is in the import system, in logging or in threading, which take
   * locks. Never released, they would make everyone who imports or logs wait for ever.
   */
  static boolean takesLocks() {
    return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(SharedCode::takesLocks));
  }

  private static @Nullable Boolean takesLocks(FrameInstance frame) {
    Source source =
        frame.getCallTarget() instanceof RootCallTarget target
                && target.getRootNode() instanceof PBytecodeRootNode root
            ? root.getSource()
            : null;
    if (source == null) {
      return null;
    }
    String path = source.getPath();
    String file = path == null ? source.getName() : path.replace('\\', '/');
    return file.contains("importlib/_bootstrap")
            || file.contains("importlib._bootstrap")
            || file.endsWith("/logging/__init__.py")
            || file.endsWith("/threading.py")
        ? true
        : null;
  }

  /**
   * Whether the calling thread is inside a builtin function that writes to a file. Standard output
   * is one for all: left there, what has been written would be written again by the next process
   * that prints. Code that such a function calls, a {@code __str__} say, is not inside of it.
   */
  static boolean writes() {
    return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(SharedCode::writes));
  }

  private static @Nullable Boolean writes(FrameInstance frame) {
    RootNode root =
        frame.getCallTarget() instanceof RootCallTarget target ? target.getRootNode() : null;
    return switch (root) {
      case BuiltinFunctionRootNode builtin when WRITERS.contains(builtin.getName()) -> true;
      case PBytecodeRootNode _ -> false;
      case null, default -> null;
    };
  }

  /**
   * Whether the calling thread is in the midst of what asyncio does to the loop that processes
   * share. The innermost code that is not of the standard library decides.
   */
  static boolean changesLoop() {
    return Boolean.TRUE.equals(Truffle.getRuntime().iterateFrames(SharedCode::isAsyncio));
  }

  private static @Nullable Boolean isAsyncio(FrameInstance frame) {
    SourceSection section =
        frame.getCallTarget() instanceof RootCallTarget target
            ? target.getRootNode().getSourceSection()
            : null;
    String path = section == null ? null : section.getSource().getPath();
    if (path == null) {
      return null; // a builtin
    }
    if (path.contains("/lib/python3.12/asyncio/") || path.endsWith("/rebeam/_asyncio.py")) {
      return true;
    }
    boolean standard =
        path.contains("/lib/python3.12/") && !path.contains("/lib/python3.12/site-packages/");
    return standard ? null : Boolean.FALSE;
  }
}
