package io.rebeam.launcher;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * What has to happen however the program ends: the terminal is restored, output is written out.
 * Steps run once, the last registered first, at the end of {@code main} or when a signal ends the
 * Java virtual machine.
 */
final class Shutdown {
  private static final Deque<Runnable> STEPS = new ConcurrentLinkedDeque<>();
  private static final AtomicBoolean HOOKED = new AtomicBoolean();
  private static volatile boolean bySignal;

  private Shutdown() {}

  static void atEnd(Runnable step) {
    STEPS.push(step);
    if (HOOKED.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::signalled, "rebeam-shutdown"));
    }
  }

  private static void signalled() {
    bySignal = true;
    runSteps();
  }

  /**
   * Does not return when a signal is ending the program: the exit code is the signal's, and what
   * fails because the terminal has been closed is nobody's concern.
   */
  static void leaveToSignal() {
    while (bySignal) {
      LockSupport.park();
    }
  }

  /** Runs the steps and returns {@code code}, for the last line of {@code main}. */
  static int finish(int code) {
    leaveToSignal();
    runSteps();
    writeRecordings();
    return code;
  }

  /** Java writes flight recordings in a shutdown hook, which a halt would skip. */
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
      } catch (RuntimeException _) {
        // the others still have to run
      }
    }
  }
}
