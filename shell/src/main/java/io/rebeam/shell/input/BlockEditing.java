package io.rebeam.shell.input;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;

/**
 * Indentation of blocks in the line editor: a new line gets the likely indentation, {@code else}
 * and other clauses move back to their statement, Backspace and Tab move by steps.
 *
 * <p>Text that brings its own indentation keeps it: when input is pending as a line begins (a
 * program that types, a paste without brackets), no indentation is added, and a space as the first
 * character replaces the added one. Used by the input thread alone.
 */
final class BlockEditing {
  private static final int STEP = 4;

  /** How long to wait for pending input; shorter than the time between two typed keys. */
  private static final long ON_ITS_WAY_MILLIS = 15;

  /** The statements that a clause may belong to. */
  private static final Map<String, List<String>> OWNERS =
      Map.of(
          "else", List.of("if", "elif", "for", "while", "try", "except", "async"),
          "elif", List.of("if", "elif"),
          "except", List.of("try", "except"),
          "finally", List.of("try", "except", "else"),
          "case", List.of("case"));

  private final LineReader reader;
  private final Terminal terminal;

  /** The start of the line that was indented last, and its indentation; 0 for none. */
  private int lineStart;

  private int indent;

  private BlockEditing(LineReader reader) {
    this.reader = reader;
    this.terminal = reader.getTerminal();
  }

  static void install(LineReader reader) {
    var editing = new BlockEditing(reader);
    editing.wrap(LineReader.ACCEPT_LINE, editing::acceptLine);
    editing.wrap(LineReader.SELF_INSERT, editing::insert);
    editing.wrap(LineReader.BACKWARD_DELETE_CHAR, editing::deleteBackward);
    editing.wrap(LineReader.EXPAND_OR_COMPLETE, editing::indentOrComplete);
    KeyMap<Binding> emacs = requireNonNull(reader.getKeyMaps().get(LineReader.EMACS));
    reader
        .getWidgets()
        .put(
            "insert-newline",
            () -> {
              reader.getBuffer().write("\n");
              return true;
            });
    emacs.bind(new Reference("insert-newline"), "\u001b\r", "\u001b\n");
  }

  /** A widget that wraps the built-in widget of its name. */
  private interface Wrapper {
    boolean apply(Widget builtin);
  }

  private void wrap(String name, Wrapper wrapper) {
    Widget builtin = requireNonNull(reader.getBuiltinWidgets().get(name));
    reader.getWidgets().put(name, () -> wrapper.apply(builtin));
  }

  private boolean acceptLine(Widget builtin) {
    Buffer buffer = reader.getBuffer();
    dedentClause(buffer);
    int before = buffer.length();
    boolean done = builtin.apply();
    int added = buffer.length() - before - 1; // spaces after the line break
    indent = 0;
    if (added > 0) {
      if (isTextOnItsWay()) {
        buffer.backspace(added);
      } else {
        indent = added;
        lineStart = buffer.cursor() - added;
      }
    }
    return done;
  }

  private boolean isTextOnItsWay() {
    try {
      return terminal.reader().peek(ON_ITS_WAY_MILLIS) >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean insert(Widget builtin) {
    Buffer buffer = reader.getBuffer();
    String typed = reader.getLastBinding();
    if (indent > 0 && buffer.cursor() == lineStart + indent && typed.startsWith(" ")) {
      buffer.backspace(indent);
      indent = 0;
    }
    return builtin.apply();
  }

  private boolean deleteBackward(Widget builtin) {
    Buffer buffer = reader.getBuffer();
    String before = lineBeforeCursor(buffer);
    if (before.isEmpty() || !before.isBlank() || before.indexOf('\t') >= 0) {
      return builtin.apply();
    }
    indent = 0;
    buffer.backspace((before.length() - 1) % STEP + 1);
    return true;
  }

  /** Tab at the beginning of a line indents; else it completes. */
  private boolean indentOrComplete(Widget builtin) {
    Buffer buffer = reader.getBuffer();
    String before = lineBeforeCursor(buffer);
    if (buffer.length() == 0 || !before.isBlank()) {
      return builtin.apply();
    }
    buffer.write(" ".repeat(STEP - before.length() % STEP));
    return true;
  }

  private static String lineBeforeCursor(Buffer buffer) {
    String text = buffer.substring(0, buffer.cursor());
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /**
   * Moves {@code else:} and other clauses back to their statement, if their line was indented here.
   */
  private void dedentClause(Buffer buffer) {
    if (indent == 0 || buffer.cursor() != buffer.length() || lineStart > buffer.length()) {
      return;
    }
    String line = buffer.substring(lineStart, buffer.length());
    if (line.indexOf('\n') >= 0 || indentOf(line) != indent) {
      return;
    }
    int target = indentOfOwner(buffer.substring(0, lineStart), firstWord(line));
    if (target >= 0 && target < indent) {
      buffer.backspace(line.length());
      buffer.write(" ".repeat(target) + line.stripLeading());
    }
  }

  /** The indentation of the nearest statement above that {@code clause} can belong to, or -1. */
  private int indentOfOwner(String above, String clause) {
    List<String> owners = OWNERS.getOrDefault(clause, List.of());
    int limit = indent;
    for (String line : above.lines().toList().reversed()) {
      int at = indentOf(line);
      if (!line.isBlank() && at <= limit) {
        if (owners.contains(firstWord(line))) {
          return at;
        }
        limit = at;
      }
    }
    return -1;
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static String firstWord(String line) {
    String code = line.stripLeading();
    int end = 0;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    return code.substring(0, end);
  }
}
