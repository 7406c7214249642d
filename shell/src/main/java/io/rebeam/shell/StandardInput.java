package io.rebeam.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code sys.stdin} at a terminal: lines that the person types while a cell runs. A process that
 * reads while the prompt has the terminal waits for the next cell. Not in the history.
 */
final class StandardInput extends InputStream {
  /** Where a line comes from. */
  interface Lines {
    /**
     * Reads a line, without its end; null at the end of the input.
     *
     * @throws InterruptedException when the thread was interrupted, or the person pressed Ctrl-C
     */
    @Nullable String read() throws InterruptedException;
  }

  private final Lines lines;
  private final Runnable interruptCell;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by reading
  private byte[] line = new byte[0];
  private int at;

  // guarded by lock
  private boolean open;
  private @Nullable Thread reader;

  /**
   * @param interruptCell called when Ctrl-C was pressed instead of a line; returns once the running
   *     cell is about to be interrupted
   */
  StandardInput(Lines lines, Runnable interruptCell) {
    this.lines = lines;
    this.interruptCell = interruptCell;
  }

  /** A cell runs: lines may be read. */
  void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a program waits for a line. */
  boolean isReading() {
    lock.lock();
    try {
      return reader != null;
    } finally {
      lock.unlock();
    }
  }

  /** The prompt takes the terminal back, from a process that is still reading too. */
  void shut() {
    lock.lock();
    try {
      open = false;
      while (reader != null) {
        reader.interrupt();
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    reading.lock();
    try {
      if (at == line.length && !nextLine()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, target, offset, count);
      at += count;
      return count;
    } finally {
      reading.unlock();
    }
  }

  private boolean nextLine() {
    while (true) {
      begin();
      String text = "";
      boolean interrupted = false;
      try {
        text = lines.read();
      } catch (InterruptedException _) {
        interrupted = true;
      }
      boolean stillOpen = end();
      if (interrupted && !stillOpen) {
        continue; // the prompt took the terminal
      }
      if (interrupted) {
        interruptCell.run();
      }
      line = text == null ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
      return text != null;
    }
  }

  private void begin() {
    lock.lock();
    try {
      while (!open) {
        changed.awaitUninterruptibly();
      }
      reader = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private boolean end() {
    lock.lock();
    try {
      reader = null;
      changed.signalAll();
      boolean _ = Thread.interrupted(); // it was for the reading
      return open;
    } finally {
      lock.unlock();
    }
  }
}
