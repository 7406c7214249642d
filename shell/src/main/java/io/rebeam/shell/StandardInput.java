package io.rebeam.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code sys.stdin} at a terminal: the lines typed while a cell runs. A process that reads while
 * the prompt has the terminal waits for the next cell. The lines are not in the history.
 */
final class StandardInput extends InputStream {
  /** A source of lines. */
  interface Lines {
    /**
     * Reads a line, without its end; null at the end of the input.
     *
     * @param hiddenQuestion the question for a line that is not shown; null for a line that is
     *     shown
     * @throws InterruptedException when the thread was interrupted, or Ctrl-C was pressed
     */
    @Nullable String read(@Nullable String hiddenQuestion) throws InterruptedException;
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

  /** Allows reading: a cell begins. */
  void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a cell runs. */
  boolean isOpen() {
    lock.lock();
    try {
      return open;
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

  /**
   * Handles a Ctrl-C that arrives as a signal, before the editor reads keys, like the key.
   *
   * @return whether a program waits for a line
   */
  boolean interruptReading() {
    lock.lock();
    try {
      if (reader == null) {
        return false;
      }
      reader.interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends reading, also for a process that is reading: the prompt takes the terminal. */
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

  /**
   * Reads a line that is not shown; null at the end of the input, empty after Ctrl-C.
   *
   * @param wanted whether a program still waits for the line
   */
  @Nullable String readHidden(String question, BooleanSupplier wanted) {
    reading.lock();
    try {
      return readLine(question, wanted);
    } finally {
      reading.unlock();
    }
  }

  private boolean nextLine() {
    String text = readLine(null, () -> true);
    line = text == null ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
    at = 0;
    return text != null;
  }

  private @Nullable String readLine(@Nullable String hiddenQuestion, BooleanSupplier wanted) {
    while (true) {
      awaitOpen();
      if (!wanted.getAsBoolean()) {
        return null;
      }
      Answer answer = ask(hiddenQuestion);
      if (answer.interrupted && !answer.open) {
        continue; // the prompt took the terminal
      }
      if (answer.interrupted) {
        interruptCell.run();
      }
      return answer.text;
    }
  }

  private void awaitOpen() {
    lock.lock();
    try {
      while (!open) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The outcome of a request for a line.
   *
   * @param text the line; null at the end of the input
   * @param interrupted whether the read was interrupted; there is no line then
   * @param open whether reading was still allowed
   */
  private record Answer(@Nullable String text, boolean interrupted, boolean open) {}

  /**
   * Reads the line on a new thread. The calling thread runs a process and may be interrupted, and
   * Java closes a channel when the thread that reads from it is interrupted.
   */
  private Answer ask(@Nullable String hiddenQuestion) {
    var answer = new CompletableFuture<Answer>();
    lock.lock();
    try {
      while (!open) {
        changed.awaitUninterruptibly();
      }
      reader =
          Thread.ofPlatform()
              .daemon()
              .name("rebeam-stdin")
              .start(() -> answer(answer, hiddenQuestion));
    } finally {
      lock.unlock();
    }
    return answer.join();
  }

  private void answer(CompletableFuture<Answer> answer, @Nullable String hiddenQuestion) {
    String text = "";
    boolean interrupted = false;
    try {
      text = lines.read(hiddenQuestion);
    } catch (InterruptedException _) {
      interrupted = true;
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
    lock.lock();
    try {
      reader = null;
      changed.signalAll();
      if (open && Thread.interrupted()) { // Ctrl-C after the line; shut() interrupts the thread too
        interrupted = true;
      }
      answer.complete(new Answer(text, interrupted, open));
    } finally {
      lock.unlock();
    }
  }
}
