package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen however the program ends: the terminal is restored, output is written out.
 * Steps run once, the last registered first, at the end of {@code main} or when a signal ends the
 * program.
 *
 * <p>Signals are taken here and not left to the Java virtual machine, which would run its shutdown
 * hooks all at once: JLine has one that closes the terminal while our steps still need it.
 */
final class Shutdown {
  private static final Deque<Runnable> STEPS = new ConcurrentLinkedDeque<>();
  private static final AtomicBoolean WATCHING = new AtomicBoolean();
  private static final AtomicBoolean SIGNALLED = new AtomicBoolean();

  private Shutdown() {}

  static void atEnd(Runnable step) {
    STEPS.push(step);
    if (WATCHING.compareAndSet(false, true)) {
      watch("TERM", ExitCodes.TERMINATED);
      watch("HUP", ExitCodes.HANGUP);
    }
  }

  private static void watch(String signal, int code) {
    Object before = Signals.register(signal, () -> endBySignal(code));
    if (before != null && before.equals(ignoring())) { // who started us wants it so, as nohup does
      Signals.unregister(signal, before);
    }
  }

  /** The handler of a signal that is ignored; the library that takes signals hides its kind. */
  private static @Nullable Object ignoring() {
    try {
      return Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null);
    } catch (ReflectiveOperationException _) {
      return null;
    }
  }

  private static void endBySignal(int code) {
    if (SIGNALLED.compareAndSet(false, true)) {
      end(code);
    }
  }

  /**
   * Does not return when a signal is ending the program: the exit code is the signal's, and what
   * fails because the terminal has been closed is nobody's concern.
   */
  static void leaveToSignal() {
    while (SIGNALLED.get()) {
      LockSupport.park();
    }
  }

  /** Runs the steps and ends the program, as the last line of {@code main}. Does not return. */
  static void finish(int code) {
    leaveToSignal();
    end(code);
  }

  /**
   * As {@link #finish(int)}, from any thread, and writes a line to standard error at the end, when
   * the terminal is as it was.
   */
  static void finish(int code, String lastLine) {
    leaveToSignal();
    runSteps();
    System.err.println(lastLine);
    end(code);
  }

  private static void end(int code) {
    runSteps();
    writeRecordings();
    // Not System.exit: daemon threads may be in Python for as long as they like.
    Runtime.getRuntime().halt(code);
  }

  /** Java writes flight recordings in a shutdown hook, which a halt skips. */
  private static void writeRecordings() {
    if (FlightRecorder.isInitialized()) {
      for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
        if (recording.getDestination() != null && recording.getState() == RecordingState.RUNNING) {
          recording.stop();
        }
      }
    }
  }

  private static void runSteps() {
    Runnable step;
    while ((step = STEPS.poll()) != null) {
      try {
        step.run();
      } catch (RuntimeException | OutOfMemoryError _) {
        // the others still have to run
      }
    }
  }
}
