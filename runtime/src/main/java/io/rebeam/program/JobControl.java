package io.rebeam.program;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Job control: stopping the program so that the shell that started it takes over. */
public final class JobControl {
  private JobControl() {}

  /**
   * Stops the program, and all that runs in its process group, as the terminal does at Ctrl-Z;
   * returns when it is continued. No effect in a process group without a shell that could continue
   * it.
   */
  public static void stop() {
    Signal signal = new Signal("TSTP");
    SignalHandler before = Signal.handle(signal, SignalHandler.SIG_IGN);
    try {
      call("kill", 0, signal.getNumber());
      Signal.handle(signal, SignalHandler.SIG_DFL);
      call("raise", signal.getNumber()); // unlike kill it returns after the stop, not before
    } finally {
      Signal.handle(signal, before);
    }
  }

  @SuppressWarnings("restricted") // the C library's, whose types are the same everywhere
  private static void call(String function, Integer... arguments) {
    try {
      Linker linker = Linker.nativeLinker();
      var types = new MemoryLayout[arguments.length];
      Arrays.fill(types, ValueLayout.JAVA_INT);
      var _ =
          linker
              .downcallHandle(
                  linker.defaultLookup().findOrThrow(function),
                  FunctionDescriptor.of(ValueLayout.JAVA_INT, types))
              .invokeWithArguments((Object[]) arguments);
    } catch (Throwable _) {
      // the program is not stopped
    }
  }
}
