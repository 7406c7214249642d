package io.rebeam.shell.output;

import io.rebeam.commands.screen.Canvas;
import io.rebeam.commands.screen.Key;
import io.rebeam.shell.keys.KeySequences;
import java.io.IOError;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The whole screen of a JLine terminal: raw attributes, the alternate screen, no cursor. */
final class TerminalCanvas implements Canvas {
  /** The interval at which the size of the window is read. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** How long to wait after an escape for the rest of a key sequence. */
  private static final long AMBIGUOUS_MILLIS = 50;

  private final Terminal terminal;
  private final Runnable whenClosed;
  private final Attributes before;
  private final TerminalLines lines;
  private final BindingReader keys;
  private final KeyMap<Key> map;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private Size size = new Size();
  private boolean closed;

  /**
   * Takes the terminal over.
   *
   * @param whenClosed runs once, after the terminal has been restored
   */
  TerminalCanvas(Terminal terminal, Runnable whenClosed) {
    this.terminal = terminal;
    this.whenClosed = whenClosed;
    this.before = terminal.enterRawMode();
    this.lines = new TerminalLines(terminal);
    this.keys = new BindingReader(terminal.reader());
    this.map = keyMap(terminal);
    lines.begin();
  }

  private static KeyMap<Key> keyMap(Terminal terminal) {
    var map = new KeyMap<Key>();
    map.setUnicode(Key.text("")); // the text is the character that was read last
    map.setNomatch(Key.NONE);
    map.setAmbiguousTimeout(AMBIGUOUS_MILLIS);
    for (char c = ' '; c < KeyMap.KEYMAP_LENGTH; c++) {
      map.bind(Key.text(String.valueOf(c)), String.valueOf(c));
    }
    bind(map, terminal, Key.Name.UP, Capability.key_up, "\033[A");
    bind(map, terminal, Key.Name.DOWN, Capability.key_down, "\033[B");
    bind(map, terminal, Key.Name.PAGE_UP, Capability.key_ppage, "\033[5~");
    bind(map, terminal, Key.Name.PAGE_DOWN, Capability.key_npage, "\033[6~");
    KeySequences.HOME.forEach(key -> map.bind(Key.of(Key.Name.HOME), key));
    KeySequences.END.forEach(key -> map.bind(Key.of(Key.Name.END), key));
    bind(map, terminal, Key.Name.BACKSPACE, Capability.key_backspace, KeyMap.del());
    bind(map, terminal, Key.Name.BACKSPACE, Capability.key_backspace, "\b");
    map.bind(Key.of(Key.Name.ENTER), "\r", "\n");
    map.bind(Key.of(Key.Name.TAB), "\t");
    map.bind(Key.of(Key.Name.ERASE_LINE), KeyMap.ctrl('U'));
    map.bind(Key.of(Key.Name.ESCAPE), "\033");
    KeySequences.bindUnknown(map, Key.NONE);
    return map;
  }

  private static void bind(
      KeyMap<Key> map, Terminal terminal, Key.Name name, Capability key, String usual) {
    map.bind(Key.of(name), usual);
    String own = KeyMap.key(terminal, key);
    if (own != null) {
      map.bind(Key.of(name), own);
    }
  }

  @Override
  public int columns() {
    return currentSize().getColumns();
  }

  @Override
  public int rows() {
    return currentSize().getRows();
  }

  private Size currentSize() {
    lock.lock();
    try {
      return size.getRows() == 0 ? terminal.getSize() : size;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void draw(List<String> picture) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Size now = terminal.getSize();
      if (!now.equals(size)) {
        size = now;
        lines.forget();
      }
      lines.show(picture, now);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Key read(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Size shown = currentSize();
        if (!terminal.getSize().equals(shown)) {
          forgetSize();
          return Key.of(Key.Name.RESIZED);
        }
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return Key.NONE;
        }
        int next = keys.peekCharacter(Math.min(left, LOOK.toMillis()));
        if (next >= 0) {
          Key key = key();
          if (key.name() != Key.Name.NONE) {
            return key;
          }
        } else if (next != NonBlockingReader.READ_EXPIRED) {
          return Key.of(Key.Name.CLOSED);
        }
      }
    } catch (EndOfFileException _) {
      return Key.of(Key.Name.CLOSED);
    } catch (IOError e) {
      if (e.getCause() instanceof InterruptedIOException) {
        throw new InterruptedException();
      }
      return Key.of(Key.Name.CLOSED);
    }
  }

  private void forgetSize() {
    lock.lock();
    try {
      size = new Size();
    } finally {
      lock.unlock();
    }
  }

  private Key key() {
    Key key = keys.readBinding(map, null, /* block= */ true);
    if (key == null) {
      return Key.of(Key.Name.CLOSED);
    }
    String typed = keys.getLastBinding();
    if (key.name() == Key.Name.NONE && typed.length() > 1) {
      KeySequences.skipRest(typed, () -> keys.peekCharacter(AMBIGUOUS_MILLIS), keys::readCharacter);
    }
    return key.name() == Key.Name.TEXT ? Key.text(typed) : key;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      lines.end();
      terminal.setAttributes(before);
    } finally {
      lock.unlock();
    }
    whenClosed.run();
  }
}
