package io.rebeam.shell.input;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** The lines of a terminal or pipe without a line editor. One reader at a time. */
public final class PlainLines {
  private static final long LOOK_MILLIS = 100;

  private final Terminal terminal;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean interrupted;

  public PlainLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Reads a line, without its end; null at the end of the input.
   *
   * @throws InterruptedException when Ctrl-C was pressed or the thread was interrupted meanwhile
   */
  public @Nullable String read() throws InterruptedException {
    lock.lockInterruptibly();
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> interrupted = true);
    try {
      interrupted = false;
      return readLine();
    } catch (IOException _) {
      return null;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      lock.unlock();
    }
  }

  /**
   * Reads a line for a program, as {@link #read}.
   *
   * @param hiddenQuestion the question for a line that is not shown; null for a line that is shown
   * @throws InterruptedException as {@link #read}
   */
  public @Nullable String answer(@Nullable String hiddenQuestion) throws InterruptedException {
    return hiddenQuestion == null ? read() : readHidden(hiddenQuestion);
  }

  private @Nullable String readHidden(String question) throws InterruptedException {
    Attributes shown = terminal.getAttributes();
    Attributes hidden = new Attributes(shown);
    hidden.setLocalFlag(Attributes.LocalFlag.ECHO, false);
    terminal.setAttributes(hidden);
    try {
      terminal.writer().print(question);
      terminal.flush();
      return read();
    } finally {
      terminal.setAttributes(shown);
      terminal.writer().println();
      terminal.flush();
    }
  }

  private @Nullable String readLine() throws IOException, InterruptedException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = terminal.reader().read(LOOK_MILLIS);
      if (interrupted || Thread.interrupted()) {
        throw new InterruptedException();
      }
      switch (next) {
        case NonBlockingReader.READ_EXPIRED, '\r' -> {}
        case '\n' -> {
          return line.toString();
        }
        case NonBlockingReader.EOF -> {
          return line.isEmpty() ? null : line.toString();
        }
        default -> line.append((char) next);
      }
    }
  }
}
