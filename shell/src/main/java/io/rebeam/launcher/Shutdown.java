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
 * The steps of the end of the program: its processes end, {@code atexit} functions run, the
 * terminal is restored, output is flushed. Steps run once, the last registered first, at the end of
 * {@code main} or when a signal ends the program. An immediate end, such as {@code os._exit}, runs
 * only the steps that restore something, and waits a second for them.
 *
 * <p>Signals are handled here, since the Java virtual machine would run its shutdown hooks at the
 * same time: JLine's hook closes the terminal while these steps still need it (ADR 48).
 */
final class Shutdown {
  private static final Duration RESTORING = Duration.ofSeconds(1);

  private static final Deque<Step> STEPS = new ConcurrentLinkedDeque<>();
  private static final SignalTable SIGNALS = new SignalTable(Shutdown::atOnce);
  private static final AtomicBoolean WATCHING = new AtomicBoolean();
  private static final AtomicBoolean SIGNALLED = new AtomicBoolean();

  private record Step(Runnable action, boolean restores) {}

  private Shutdown() {}

  /** This program, for the node. */
  static Program program() {
    return new Program(SIGNALS, Shutdown::atOnce, StandardStreams.CLOSED);
  }

  /** Registers a step of the orderly end. */
  static void atEnd(Runnable step) {
    register(new Step(step, false));
  }

  /** Registers a step that restores something, which an immediate end runs too. */
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
   * Does not return when a signal is ending the program: the exit code is that of the signal, and
   * errors caused by the closed terminal are not reported.
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
   * As {@link #finish(int)}, from any thread, and writes a line to standard error after the
   * terminal has been restored.
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
    // Not System.exit: daemon threads may stay in Python for any time.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Ends the program at once, after the steps that restore something. Does not return. Any thread.
   */
  static void atOnce(int code) {
    Thread restoring = Thread.ofPlatform().daemon().start(() -> runSteps(true));
    try {
      boolean _ = restoring.join(RESTORING);
    } catch (InterruptedException _) {
      // the end is immediate
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
        // the other steps still have to run
      }
    }
  }
}
