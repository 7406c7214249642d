package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.compiler.BytecodeCodeUnit;
import com.oracle.graal.python.compiler.OpCodes;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;

/**
 * Reads the bytecode of a coroutine to decide whether an exception that is raised where it waits
 * would run a handler. Most processes wait in a plain {@code await receive()}: none of their code
 * would run, and to raise there is most of the time that their end takes.
 */
public final class Unwinding {
  /** Ranges of instructions that have a handler: begin, end, handler, height of the stack. */
  private static final int RANGE = 4;

  private static final byte THROW = (byte) OpCodes.THROW.ordinal();

  private Unwinding() {}

  /**
   * Whether some {@code finally}, {@code except} or {@code with} may run. Called by the thread that
   * runs the process.
   */
  public static boolean runsCode(Object coroutine) {
    Object next = coroutine;
    while (next instanceof PGenerator generator
        && generator.getRootNode() instanceof PBytecodeRootNode root) {
      if (!generator.isStarted()) {
        return false;
      }
      if (isHandled(root.getCodeUnit(), generator.getBci())) {
        return true;
      }
      next = generator.getYieldFrom();
      if (next == null) {
        return false;
      }
    }
    return true;
  }

  /** Each await has a handler of its own, which passes the exception on to what is awaited. */
  private static boolean isHandled(BytecodeCodeUnit code, int instruction) {
    int handler = handler(code, instruction);
    while (handler >= 0 && code.code[handler] == THROW) {
      handler = handler(code, handler);
    }
    return handler >= 0;
  }

  /** The handler of an instruction, or -1. */
  private static int handler(BytecodeCodeUnit code, int instruction) {
    int[] ranges = code.exceptionHandlerRanges;
    for (int i = 0; i < ranges.length && ranges[i] <= instruction; i += RANGE) {
      if (instruction < ranges[i + 1]) {
        return ranges[i + 2];
      }
    }
    return -1;
  }
}
