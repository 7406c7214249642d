package io.rebeam.kernel.python.library;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is to Python code. A process is one thread for as long as it lives, whichever
 * carriers step it; all other code runs on the thread that Java has. {@code PThread.getThreadId}
 * calls it ({@code runtime/src/build/GraalPyChanges.java}).
 */
public final class ThreadIdentity {
  /** Above the numbers of Java's threads. */
  private static final long FIRST_OF_PROCESSES = 1L << 32;

  private ThreadIdentity() {}

  /** The number of {@code thread}, as {@code threading.get_ident()} gives it. */
  public static long number(Thread thread) {
    LocalProcess process = process(thread);
    return process == null ? thread.threadId() : number(process);
  }

  /** The number of a process, which is that of its own thread if it has one. */
  static long number(LocalProcess process) {
    Thread own = process.thread();
    return own == null ? FIRST_OF_PROCESSES + process.serial() : own.threadId();
  }

  /** Who runs on the calling thread, a process or the thread itself. */
  static Object current() {
    Thread thread = Thread.currentThread();
    LocalProcess process = process(thread);
    return process == null ? thread : process;
  }

  /** The process that is {@code thread} to Python code; null where none is. */
  static @Nullable LocalProcess process(Thread thread) {
    return thread instanceof RuntimeThread runtime ? runtime.ownProcess() : null;
  }
}
