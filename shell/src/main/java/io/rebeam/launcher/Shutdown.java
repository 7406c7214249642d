package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.program.Program;
import io.rebeam.program.SignalTable;
import io.rebeam.program.StandardStreams;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * What has to happen however the program ends: its processes and what it has left to do come to an
 * end, the terminal is restored, output is written out. Steps run once, the last registered first,
 * at the end of {@code main} or when a signal ends the program. An end at once, such as {@code
 * os._exit}, runs only those that restore something, and waits for them a second.
 *
 * <p>Signals are taken here and not left to the Java virtual machine, which would run its shutdown
 * hooks all at once: JLine has one that closes the terminal while our steps still need it.
 */
final class Shutdown {
  private static final Duration RESTORING = Duration.ofSeconds(1);

  private static final Deque<Step> STEPS = new ConcurrentLinkedDeque<>();
  private static final SignalTable SIGNALS = new SignalTable(Shutdown::atOnce);
  private static final AtomicBoolean WATCHING = new AtomicBoolean();
  private static final AtomicBoolean SIGNALLED = new AtomicBoolean();

  private record Step(Runnable action, boolean restores) {}

  private Shutdown() {}

  /** What the node may do to this program. */
  static Program program() {
    return new Program(SIGNALS, Shutdown::atOnce, StandardStreams.CLOSED);
  }

  /** Registers a step of the orderly end. */
  static void atEnd(Runnable step) {
    register(new Step(step, false));
  }

  /** Registers a step that restores something, at an end at once too. */
  static void atAnyEnd(Runnable step) {
    register(new Step(step, true));
  }

  private static void register(Step step) {
    STEPS.push(step);
    if (WATCHING.compareAndSet(false, true)) {
      SIGNALS.byDefault("TERM", () -> endBySignal(ExitCodes.TERMINATED));
      SIGNALS.byDefault("HUP", () -> endBySignal(ExitCodes.HANGUP));
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
    runSteps(true);
    System.err.println(lastLine);
    end(code);
  }

  private static void end(int code) {
    runSteps(false);
    writeRecordings();
    // Not System.exit: daemon threads may be in Python for as long as they like.
    Runtime.getRuntime().halt(code);
  }

  /** Ends the program without more than a moment's wait. Does not return. Any thread. */
  static void atOnce(int code) {
    Thread restoring = Thread.ofPlatform().daemon().start(() -> runSteps(true));
    try {
      boolean _ = restoring.join(RESTORING);
    } catch (InterruptedException _) {
      // at once
    }
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

  private static void runSteps(boolean restoringOnly) {
    Step step;
    while ((step = STEPS.poll()) != null) {
      if (restoringOnly && !step.restores()) {
        continue;
      }
      try {
        step.action().run();
      } catch (RuntimeException | OutOfMemoryError _) {
        // the others still have to run
      }
    }
  }
}
