package io.rebeam.shell.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Standard output or error of a program: buffered, written out at least every {@value
 * #FLUSH_MILLIS} ms. When the reader has gone away, {@code onClosed} is called once. Any thread.
 */
public final class PipeOutput extends OutputStream {
  private static final long FLUSH_MILLIS = 50;

  private final BufferedOutputStream out;
  private final Runnable onClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread flusher;
  private volatile boolean dirty;
  private volatile boolean closed;

  public PipeOutput(OutputStream target, Runnable onClosed) {
    this.out = new BufferedOutputStream(target, 1 << 16);
    this.onClosed = onClosed;
    this.flusher = Thread.ofPlatform().daemon().name("rebeam-flush").start(this::flushLoop);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      out.write(bytes, offset, length);
    } catch (IOException _) {
      readerGone();
      return;
    } finally {
      lock.unlock();
    }
    if (!dirty) {
      dirty = true;
      LockSupport.unpark(flusher);
    }
  }

  @Override
  public void flush() {
    dirty = false;
    lock.lock();
    try {
      out.flush();
    } catch (IOException _) {
      readerGone();
    } finally {
      lock.unlock();
    }
  }

  private void readerGone() {
    if (!closed) {
      closed = true;
      onClosed.run();
    }
  }

  private void flushLoop() {
    while (!closed) {
      LockSupport.park(this);
      if (dirty) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS));
        flush();
      }
    }
  }
}
