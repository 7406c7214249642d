package io.rebeam.program;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Takes back that a signal was ignored when the program was started: the Java virtual machine has
 * no way to do so, and a program that a script starts in the background has {@code INT} ignored.
 */
final class IgnoredSignal {
  private IgnoredSignal() {}

  /** Makes the system do by default what it does with a signal. No effect where that cannot be. */
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
      // it stays ignored
    }
  }
}
