package io.rebeam.shell.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Standard output or error of a program: buffered, flushed at least every {@value #FLUSH_MILLIS}
 * ms. When it cannot be written any more, {@code onLost} is called once with the system's message;
 * often the reader has closed the pipe. Any thread.
 */
public final class PipeOutput extends OutputStream {
  private static final long FLUSH_MILLIS = 50;

  private final BufferedOutputStream out;
  private final boolean unbuffered;
  private final Consumer<String> onLost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread flusher;
  private volatile boolean dirty;
  private volatile boolean closed;

  /**
   * @param unbuffered whether each write is written out before it returns
   */
  public PipeOutput(OutputStream target, boolean unbuffered, Consumer<String> onLost) {
    this.unbuffered = unbuffered;
    this.out = new BufferedOutputStream(target, 1 << 16);
    this.onLost = onLost;
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
      if (unbuffered) {
        out.flush();
        return;
      }
    } catch (IOException e) {
      lost(e);
      return;
    } finally {
      lock.unlock();
    }
    if (!dirty) {
      dirty = true;
      LockSupport.unpark(flusher);
    }
  }

  /** Writes a text and a line end. */
  public void writeLine(String text) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    write(line, 0, line.length);
  }

  @Override
  public void flush() {
    dirty = false;
    lock.lock();
    try {
      out.flush();
    } catch (IOException e) {
      lost(e);
    } finally {
      lock.unlock();
    }
  }

  private void lost(IOException reason) {
    if (!closed) {
      closed = true;
      onLost.accept(reason.getMessage() == null ? "" : reason.getMessage());
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
