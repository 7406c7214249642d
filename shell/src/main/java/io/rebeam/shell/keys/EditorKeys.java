package io.rebeam.shell.keys;

import static java.util.Objects.requireNonNull;

import io.rebeam.program.JobControl;
import java.util.List;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * The keys of every line editor of the program: keys that JLine binds for some terminals only, and
 * Ctrl-C and Ctrl-Z, which are read in order with the other keys. As signals they would not be in
 * order with the keys typed before and after them.
 */
final class EditorKeys {
  private static final List<String> KEY_MAPS =
      List.of(LineReader.EMACS, LineReader.VIINS, LineReader.VICMD);

  // a widget with a name, since some loops of JLine end only at keys bound to a name
  private static final String SKIP_UNKNOWN = "skip-unknown-sequence";
  private static final String INTERRUPT = "interrupt";
  private static final String SUSPEND = "suspend";
  private static final String TAKE_TERMINAL = "take-terminal";

  /** How long the rest of a key sequence may take. */
  private static final long REST_MILLIS = 50;

  private static final int SHIFT = 2;
  private static final int MAX_MODIFIERS = 16;

  private final LineEditor reader;
  private final Terminal terminal;

  /** The settings of the terminal for other programs. */
  private final Attributes usual;

  private EditorKeys(LineEditor reader) {
    this.reader = reader;
    this.terminal = reader.getTerminal();
    this.usual = new Attributes(terminal.getAttributes());
    usual.setLocalFlag(LocalFlag.ECHO, true);
  }

  /** Installs the keys in an editor. */
  static void install(LineEditor reader) {
    var keys = new EditorKeys(reader);
    Map<String, Widget> widgets = reader.getWidgets();
    widgets.put(LineReader.CALLBACK_INIT, keys::begin);
    widgets.put(SKIP_UNKNOWN, keys::skipUnknown);
    widgets.put(INTERRUPT, keys::interrupt);
    widgets.put(SUSPEND, keys::suspend);
    widgets.put(TAKE_TERMINAL, keys::takeTerminal);
    for (String name : KEY_MAPS) {
      keys.bind(requireNonNull(reader.getKeyMaps().get(name)));
    }
  }

  private void bind(KeyMap<Binding> map) {
    KeySequences.HOME.forEach(key -> map.bind(new Reference(LineReader.BEGINNING_OF_LINE), key));
    KeySequences.END.forEach(key -> map.bind(new Reference(LineReader.END_OF_LINE), key));
    for (int modifiers = SHIFT; modifiers <= MAX_MODIFIERS; modifiers++) {
      boolean byWord = modifiers > SHIFT;
      bind(map, modifiers, "A", LineReader.UP_LINE_OR_SEARCH);
      bind(map, modifiers, "B", LineReader.DOWN_LINE_OR_SEARCH);
      bind(map, modifiers, "C", byWord ? LineReader.FORWARD_WORD : LineReader.FORWARD_CHAR);
      bind(map, modifiers, "D", byWord ? LineReader.BACKWARD_WORD : LineReader.BACKWARD_CHAR);
      bind(map, modifiers, "H", LineReader.BEGINNING_OF_LINE);
      bind(map, modifiers, "F", LineReader.END_OF_LINE);
    }
    KeySequences.bindUnknown(map, new Reference(SKIP_UNKNOWN));
    bind(map, INTERRUPT, ControlChar.VINTR);
    bind(map, SUSPEND, ControlChar.VSUSP);
  }

  private static void bind(KeyMap<Binding> map, int modifiers, String key, String widget) {
    map.bind(new Reference(widget), KeySequences.CSI + "1;" + modifiers + key);
  }

  private void bind(KeyMap<Binding> map, String widget, ControlChar character) {
    int key = usual.getControlChar(character);
    if (key > 0 && key < KeyMap.KEYMAP_LENGTH) { // other values mean "none"
      map.bind(new Reference(widget), Character.toString(key));
    }
  }

  private boolean skipUnknown() {
    KeySequences.skipRest(
        reader.getLastBinding(), () -> reader.peekCharacter(REST_MILLIS), reader::readCharacter);
    return true;
  }

  /** Called when a line begins, the terminal being in raw mode. */
  private boolean begin() {
    keysForSignals();
    terminal.handle(Terminal.Signal.CONT, _ -> continued());
    return true;
  }

  private void keysForSignals() {
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
  }

  private boolean interrupt() {
    throw new UserInterruptException(reader.getBuffer().toString());
  }

  private boolean suspend() {
    Buffer buffer = reader.getBuffer();
    int cursor = buffer.cursor();
    buffer.cursor(buffer.length());
    reader.callWidget(LineReader.REDISPLAY);
    buffer.cursor(cursor);
    terminal.puts(Capability.keypad_local);
    terminal.writer().println(LineReaderImpl.BRACKETED_PASTE_OFF);
    terminal.flush();
    terminal.setAttributes(usual);
    JobControl.stop();
    return takeTerminal();
  }

  /** Sets the terminal up, since another program may have changed its settings. */
  private boolean takeTerminal() {
    if (terminal.getAttributes().getLocalFlag(LocalFlag.ICANON)) {
      terminal.enterRawMode();
      keysForSignals();
      terminal.puts(Capability.keypad_xmit);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
      reader.drawAnew();
    }
    return true;
  }

  /** Called when the program continues after a stop, by {@link #suspend} or from outside. */
  private void continued() {
    try {
      reader.callWidget(TAKE_TERMINAL);
    } catch (IllegalStateException _) {
      // the line has ended meanwhile
    }
  }
}
