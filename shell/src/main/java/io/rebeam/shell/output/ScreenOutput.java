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
 * The output of all processes on a terminal. While a line is being edited, output is printed above
 * the prompt, several whole lines together; else it goes straight to the screen. Writers wait while
 * the screen cannot keep up; nothing is lost. Any thread may write.
 */
public final class ScreenOutput implements AutoCloseable {
  /** How long output waits for more output before it is printed above the prompt. */
  private static final long GATHER_MILLIS = 20;

  /** How long an unfinished line waits for its end. */
  private static final long UNFINISHED_MILLIS = 200;

  /** The maximum number of waiting characters; beyond it a writer waits for the screen. */
  private static final int MAX_WAITING = 256 * 1024;

  /** The maximum number of characters kept while the screen is held; older lines are dropped. */
  private static final int MAX_HELD = 1024 * 1024;

  /** The maximum number of characters kept of an unfinished line. */
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

  /** A writer onto the screen, for text. */
  public Writer writer() {
    return new Text();
  }

  /** Called when the editing of a line begins; output is printed above it from now on. */
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

  /** Called when the line has been accepted or dropped; the cursor is at the start of a line. */
  public void editingEnds() {
    lock.lock();
    try {
      editing = null;
      while (printing) { // text that is being printed comes before text that waits
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
   * Holds output until {@link #release}, since a command has the screen. Writers do not wait; only
   * the last {@link #MAX_HELD} characters are kept.
   */
  public void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  /** Prints the output that was held: the screen has been restored. */
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
    if (waiting.length() > 2 * MAX_HELD) { // seldom, since deleting moves the rest
      int end = waiting.indexOf("\n", waiting.length() - MAX_HELD) + 1;
      end = end == 0 ? waiting.length() - MAX_HELD : end;
      linesDropped += waiting.chars().limit(end).filter(c -> c == '\n').count();
      waiting.delete(0, end);
    }
  }

  /**
   * Takes the unfinished line that the cursor is in: the question of a program that becomes the
   * prompt of an editor.
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

  /** Ends an unfinished line, since other programs write to the screen next. */
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
   * Moves to the start of a line, from an unknown column, since other programs have written. An
   * unfinished line gets a mark at its end, as in other shells.
   *
   * @param width the width of the terminal, in columns
   */
  public void beginLine(int width) {
    lock.lock();
    try {
      // The blanks wrap after an unfinished line, and just fill an empty one.
      put("\033[7m%\033[0m" + " ".repeat(Math.max(0, width - 1)) + "\r\033[K");
      unfinished.setLength(0);
    } finally {
      lock.unlock();
    }
  }

  /** Called when the terminal has echoed a line end. */
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
      // the terminal is gone; SIGHUP ends the session
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
      // not interrupted: the thread ends with the program
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
    lock.unlock(); // the reader takes this lock under a lock of its own when its line ends
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
      // the text has been passed on
    }

    @Override
    public void close() {
      // the screen stays open
    }
  }

  /** Decodes UTF-8 that arrives in arbitrary pieces. */
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
