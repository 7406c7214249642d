package io.rebeam.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * {@code sys.stdin} at a terminal: lines that the person types while a cell waits for them. Not in
 * the history. Read by the thread that runs the cell.
 */
final class StandardInput extends InputStream {
  private final Terminal terminal;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LineReader reader;
  private byte[] line = new byte[0];
  private int at;

  StandardInput(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    lock.lock();
    try {
      if (at == line.length && !readLine()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, target, offset, count);
      at += count;
      return count;
    } finally {
      lock.unlock();
    }
  }

  private boolean readLine() {
    if (reader == null) {
      reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .variable(LineReader.DISABLE_HISTORY, true)
              .build();
    }
    try {
      line = (reader.readLine() + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
      return true;
    } catch (UserInterruptException _) {
      terminal.raise(Terminal.Signal.INT); // for whoever waits for the cell
      return false;
    } catch (EndOfFileException _) {
      return false;
    }
  }
}
