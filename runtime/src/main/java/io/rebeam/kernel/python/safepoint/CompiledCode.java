package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.nodes.Node;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The safepoints of compiled Python code. The compiler drops GraalPy's own, each of which belongs
 * to an instruction, and adds others. Those of a loop are outside of the code that looks for
 * handlers: an exception thrown there passes by every {@code except} and {@code finally} of the
 * function. To be called at a safepoint.
 */
final class CompiledCode {
  /** The class of Truffle that compiled code calls at a safepoint; not public. */
  private static final String HANDSHAKE =
      "com.oracle.truffle.runtime.hotspot.HotSpotThreadLocalHandshake";

  /** The root node of a loop that was compiled while it ran; not public. */
  private static final String LOOP_ROOT = "com.oracle.truffle.runtime.BytecodeOSRRootNode";

  private CompiledCode() {}

  /**
   * Whether the safepoint is at the end of a loop that was compiled while it ran.
   *
   * @param location where the safepoint is, if that is known
   */
  static boolean isEndOfLoop(@Nullable Node location) {
    return location != null && location.getClass().getName().equals(LOOP_ROOT);
  }

  /** Whether the safepoint is in GraalPy's loop over instructions, but in none of them. */
  static boolean isBetweenInstructions() {
    return StackWalker.getInstance().walk(CompiledCode::isBetweenInstructions);
  }

  private static boolean isBetweenInstructions(Stream<StackWalker.StackFrame> frames) {
    boolean compiled = false; // whether the frame before called compiled code's safepoint
    for (StackWalker.StackFrame frame : (Iterable<StackWalker.StackFrame>) frames::iterator) {
      if (is(frame, PBytecodeRootNode.class.getName(), "bytecodeLoop")) {
        return compiled;
      }
      compiled = is(frame, HANDSHAKE, "doHandshake");
    }
    return false;
  }

  private static boolean is(StackWalker.StackFrame frame, String type, String method) {
    return frame.getMethodName().equals(method) && frame.getClassName().equals(type);
  }

  /**
   * Has the innermost Python function go on in the interpreter, to the next of GraalPy's
   * safepoints. Its compiled code stays valid for other calls. No effect when it is to go on there
   * already.
   */
  static void leave() {
    Truffle.getRuntime()
        .iterateFrames(
            frame -> {
              if (frame.isVirtualFrame()) {
                // Frames that are to be written to are moved out of compiled code.
                frame.getFrame(FrameInstance.FrameAccess.READ_WRITE);
              }
              return frame;
            });
  }
}
