package io.rebeam.program;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Resets a signal that was ignored when the program was started. The Java virtual machine has no
 * way to do so, and a program that a script starts in the background has {@code INT} ignored.
 */
final class IgnoredSignal {
  private IgnoredSignal() {}

  /** Sets the system's default action for a signal. No effect where that is not possible. */
  @SuppressWarnings("restricted") // the C library's signal(2), whose types are the same everywhere
  static void reset(int number) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle signal =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("signal"),
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      var _ = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
    } catch (Throwable _) {
      // the signal stays ignored
    }
  }
}
