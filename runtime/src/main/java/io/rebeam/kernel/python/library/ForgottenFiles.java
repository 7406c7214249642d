package io.rebeam.kernel.python.library;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.truffle.api.TruffleSafepoint;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.io.FileSystem;

/**
 * Makes room for files: where the system has none left for this program, those that it has
 * forgotten to close are collected as garbage, and the operation is tried once more.
 */
public final class ForgottenFiles {
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After a collection that closed nothing, the next one waits. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** None is left. */
  private static final long ALL = Long.MAX_VALUE;

  private final FileSystem system = FileSystem.newDefaultFileSystem();

  /** When a collection last closed nothing; guarded by this. */
  private long failedNanos = System.nanoTime() - PAUSE_NANOS;

  private ForgottenFiles() {}

  /** The file system of the machine. */
  public static FileSystem system() {
    var files = new ForgottenFiles();
    return (FileSystem)
        Proxy.newProxyInstance(
            FileSystem.class.getClassLoader(),
            new Class<?>[] {FileSystem.class},
            (_, method, arguments) -> files.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(system, arguments);
    } catch (InvocationTargetException failed) {
      Throwable cause = Objects.requireNonNull(failed.getCause());
      if (!isForLackOfFiles(cause) || !collect()) {
        throw cause;
      }
    }
    try {
      return method.invoke(system, arguments);
    } catch (InvocationTargetException failed) {
      throw Objects.requireNonNull(failed.getCause());
    }
  }

  /** Java has only the text of the system; other causes mostly have classes of their own. */
  private static boolean isForLackOfFiles(Throwable failure) {
    return failure.getClass() == FileSystemException.class && openFiles() == ALL;
  }

  /** How many there are; to count them takes one, too. */
  private static long openFiles() {
    try {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : 0;
    } catch (InternalError _) {
      return ALL;
    }
  }

  /** Whether some have been closed. The files are closed on another thread, under the lock. */
  private synchronized boolean collect() {
    if (System.nanoTime() - failedNanos < PAUSE_NANOS) {
      return false;
    }
    GilNode lock = GilNode.getUncached();
    boolean released = lock.tryRelease();
    try {
      long before = openFiles();
      System.gc();
      long began = System.nanoTime();
      while (openFiles() >= before) {
        if (System.nanoTime() - began > MAX_WAIT_NANOS) {
          failedNanos = System.nanoTime();
          return false;
        }
        TruffleSafepoint.setBlockedThreadInterruptible(null, TimeUnit.MILLISECONDS::sleep, 5L);
      }
      return true;
    } finally {
      if (released) {
        lock.acquire();
      }
    }
  }
}
