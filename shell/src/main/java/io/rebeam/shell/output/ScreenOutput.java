package io.rebeam.shell.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * The output of all processes on a terminal. While a line is being edited it is printed above the
 * prompt, whole lines together; else it goes straight to the screen. Writers are slowed down when
 * the screen cannot keep up; nothing is lost. Any thread may write.
 */
public final class ScreenOutput implements AutoCloseable {
  /** How long output may wait to be printed above the prompt together with more. */
  private static final long GATHER_MILLIS = 20;

  /** How long an unfinished line may wait for its end. */
  private static final long UNFINISHED_MILLIS = 200;

  /** Characters that may wait; a writer beyond waits for the screen. */
  private static final int MAX_WAITING = 256 * 1024;

  /** Characters that are kept while the screen is held; older lines give way. */
  private static final int MAX_HELD = 1024 * 1024;

  /** What is remembered of an unfinished line. */
  private static final int MAX_UNFINISHED = 1000;

  private final Writer screen;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by lock
  private final StringBuilder waiting = new StringBuilder();
  private final StringBuilder unfinished = new StringBuilder();
  private @Nullable LineReader editing;
  private boolean printing;
  private boolean held;
  private long linesDropped;
  private boolean closed;

  public ScreenOutput(Writer screen) {
    this.screen = screen;
    Thread.ofPlatform().daemon().name("rebeam-output").start(this::printLoop);
  }

  /** A stream of bytes in UTF-8 onto the screen; one for each kind of output. */
  public OutputStream stream() {
    return new Bytes();
  }

  /** The same for text. */
  public Writer writer() {
    return new Text();
  }

  /** A line is being edited from now on, below what is printed. */
  public void editingBegins(LineReader reader) {
    lock.lock();
    try {
      flushToScreen();
      if (!unfinished.isEmpty()) {
        put("\n");
      }
      editing = reader;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The line has been accepted or dropped; the cursor is at the start of a line. */
  public void editingEnds() {
    lock.lock();
    try {
      editing = null;
      while (printing) { // what is being printed comes before what waits
        changed.awaitUninterruptibly();
      }
      unfinished.setLength(0);
      flushToScreen();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Somebody else has the screen from now on. What is written waits for {@link #release}; nobody is
   * slowed down, so of very much only the end is kept.
   */
  public void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  /** The screen is as it was; what has been written since is shown. */
  public void release() {
    lock.lock();
    try {
      held = false;
      if (linesDropped > 0) {
        put("… " + linesDropped + " lines of output are left out here\n");
        linesDropped = 0;
      }
      flushToScreen();
    } finally {
      lock.unlock();
    }
  }

  private void keep(String text) {
    waiting.append(text);
    if (waiting.length() > 2 * MAX_HELD) { // seldom, since it moves what stays
      int end = waiting.indexOf("\n", waiting.length() - MAX_HELD) + 1;
      end = end == 0 ? waiting.length() - MAX_HELD : end;
      linesDropped += waiting.chars().limit(end).filter(c -> c == '\n').count();
      waiting.delete(0, end);
    }
  }

  /**
   * The line the cursor is in, which from now on belongs to the caller: a program's question that
   * is about to become the prompt of an editor.
   */
  public String takeUnfinishedLine() {
    lock.lock();
    try {
      String line = unfinished.toString();
      unfinished.setLength(0);
      return line;
    } finally {
      lock.unlock();
    }
  }

  /** What follows on the screen is of others: it begins at the start of a line. */
  public void leaveLine() {
    lock.lock();
    try {
      if (editing != null || !unfinished.isEmpty()) {
        editing = null;
        put("\r\n");
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes to the start of a line, from a place that is not known since others have written. A line
   * that they have not ended keeps a mark at its end, as in other shells.
   *
   * @param width of the terminal, in columns
   */
  public void beginLine(int width) {
    lock.lock();
    try {
      // One column more than fit after an unfinished line; as many as fit in an empty one.
      put("\033[7m%\033[0m" + " ".repeat(Math.max(0, width - 1)) + "\r\033[K");
      unfinished.setLength(0);
    } finally {
      lock.unlock();
    }
  }

  /** The terminal has shown the end of the line itself. */
  public void lineEnded() {
    lock.lock();
    try {
      unfinished.setLength(0);
    } finally {
      lock.unlock();
    }
  }

  /** Prints text of the shell's own, in order with the output of processes. */
  public void print(String text) {
    lock.lock();
    try {
      write(text);
    } finally {
      lock.unlock();
    }
  }

  /** Prints a line of the shell's own on a line of its own. */
  public void println(String text) {
    lock.lock();
    try {
      boolean midLine =
          editing == null
              ? !unfinished.isEmpty()
              : !waiting.isEmpty() && waiting.charAt(waiting.length() - 1) != '\n';
      write((midLine ? "\n" : "") + text + "\n");
    } finally {
      lock.unlock();
    }
  }

  private void write(String text) {
    if (held) {
      keep(text);
      return;
    }
    if (editing == null) {
      flushToScreen();
      put(text);
      return;
    }
    while (waiting.length() > MAX_WAITING && editing != null && !closed) {
      changed.awaitUninterruptibly();
    }
    waiting.append(text);
    changed.signalAll();
  }

  private void flushToScreen() {
    if (!waiting.isEmpty()) {
      String text = waiting.toString();
      waiting.setLength(0);
      put(text);
    }
  }

  private void put(String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      screen.write(text);
      screen.flush();
    } catch (IOException _) {
      // the terminal is gone; the signal that tells so ends the session
    }
    int lineStart = text.lastIndexOf('\n') + 1;
    if (lineStart > 0) {
      unfinished.setLength(0);
    }
    unfinished.append(text, lineStart, text.length());
    if (unfinished.length() > MAX_UNFINISHED) {
      unfinished.delete(0, unfinished.length() - MAX_UNFINISHED);
    }
  }

  private void printLoop() {
    lock.lock();
    try {
      while (!closed) {
        if (editing == null || waiting.isEmpty()) {
          changed.awaitUninterruptibly();
        } else {
          gather();
          printAbove();
        }
      }
    } catch (InterruptedException _) {
      // never interrupted by us: the thread ends with the program
    } finally {
      lock.unlock();
    }
  }

  private void gather() throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
    while (left > 0 && !closed) {
      left = changed.awaitNanos(left);
    }
    left = TimeUnit.MILLISECONDS.toNanos(UNFINISHED_MILLIS);
    while (left > 0 && !closed && editing != null && waiting.lastIndexOf("\n") < 0) {
      left = changed.awaitNanos(left);
    }
  }

  private void printAbove() {
    LineReader reader = editing;
    if (reader == null || waiting.isEmpty()) {
      return;
    }
    int end = waiting.lastIndexOf("\n");
    String text = waiting.substring(0, end < 0 ? waiting.length() : end);
    waiting.delete(0, end < 0 ? waiting.length() : end + 1);
    printing = true;
    changed.signalAll();
    lock.unlock(); // the reader has a lock of its own, and takes ours when its line ends
    try {
      reader.printAbove(AttributedString.fromAnsi(text));
    } finally {
      lock.lock();
      printing = false;
      changed.signalAll();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      editing = null;
      held = false;
      flushToScreen();
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Text of the shell's own. */
  private final class Text extends Writer {
    @Override
    public void write(char[] text, int offset, int length) {
      print(new String(text, offset, length));
    }

    @Override
    public void flush() {
      // it is on its way
    }

    @Override
    public void close() {
      // the screen stays
    }
  }

  /** Decodes UTF-8 as it comes, in whatever pieces. */
  private final class Bytes extends OutputStream {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private ByteBuffer rest = ByteBuffer.allocate(0);

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      lock.lock();
      try {
        ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
        in.put(rest).put(bytes, offset, length).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        rest = in.slice();
        ScreenOutput.this.write(out.flip().toString());
      } finally {
        lock.unlock();
      }
    }
  }
}
