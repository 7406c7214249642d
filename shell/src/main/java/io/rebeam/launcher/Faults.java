package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The handler of uncaught exceptions on all threads: it writes one line, and the stack with {@code
 * --debug}. An exception of the main thread, or an OutOfMemoryError, ends the program.
 */
final class Faults implements Thread.UncaughtExceptionHandler {
  private static final String MAIN = "main";

  /** The time for an orderly end without memory, before the program is halted. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final byte[] OUT_OF_MEMORY =
      ("rebeam: out of memory: the heap of %d MB is full, and the node cannot go on;"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20)
              + " -J-Xmx… gives it more\n")
          .getBytes(StandardCharsets.UTF_8);

  private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

  private static volatile boolean debug;
  private static volatile boolean outOfMemory;

  /** Released when the heap is full, so that there is memory to restore the terminal. */
  @SuppressWarnings("UnusedVariable") // held
  private static byte @Nullable [] reserve = new byte[1 << 20];

  private Faults() {}

  /** Installs the handler for all threads without a handler of their own. */
  static void handleAll() {
    Thread.setDefaultUncaughtExceptionHandler(new Faults());
  }

  /** Turns stacks on. */
  static void showStacks() {
    debug = true;
  }

  /** Starts the thread that halts the program when it has no memory for an orderly end. */
  static void watchMemory() {
    Thread.ofPlatform().daemon().name("rebeam-last-resort").start(Faults::stopAfterGrace);
  }

  private static void stopAfterGrace() {
    while (!outOfMemory) {
      LockSupport.parkNanos(Faults.class, GRACE_NANOS);
    }
    LockSupport.parkNanos(Faults.class, GRACE_NANOS);
    Runtime.getRuntime().halt(ExitCodes.OUT_OF_MEMORY);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      endWithoutMemory();
    }
    String where = debug ? "" : "; --debug shows where";
    String line = "rebeam: internal error: " + fault + where;
    if (debug) {
      fault.printStackTrace();
    }
    if (thread.getName().equals(MAIN)) {
      Shutdown.finish(ExitCodes.FAILURE, line);
    }
    System.err.println(line);
  }

  /** Allocates nothing before the line has been written. */
  private static void endWithoutMemory() {
    boolean first = !outOfMemory;
    outOfMemory = true;
    reserve = null;
    try {
      if (first) {
        ERR.write(OUT_OF_MEMORY);
      }
    } catch (IOException _) {
      // there is no stream left to write to
    }
    try {
      Shutdown.finish(ExitCodes.OUT_OF_MEMORY);
    } finally {
      Runtime.getRuntime().halt(ExitCodes.OUT_OF_MEMORY);
    }
  }
}
