package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import io.rebeam.kernel.python.term.PythonText;
import io.rebeam.kernel.python.term.TermPrinter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception as {@code _core/failures.py} captures it: text and numbers, and no frames. Read from
 * outside, without the interpreter lock, since it never changes.
 *
 * @param type the class's name
 * @param qualifiedName the class's qualified name
 * @param message what it says, cut
 * @param notes its {@code __notes__}
 * @param frames outermost first; those in the middle of a long traceback are missing
 * @param hidden how many are missing
 * @param syntax where a syntax error is, or null
 * @param isCause whether {@code earlier} was given by {@code raise … from}
 * @param earlier the exception it was raised because of, or while that was handled
 * @param members the first exceptions of a group
 * @param size how many exceptions the group has
 */
record Failure(
    String type,
    String qualifiedName,
    String message,
    List<String> notes,
    List<Frame> frames,
    int hidden,
    @Nullable Syntax syntax,
    boolean isCause,
    @Nullable Failure earlier,
    List<Failure> members,
    int size) {

  /** Where in a file. */
  record Frame(String file, int line, String function) {}

  /** Where in the text of a program an error is, with the line's text. */
  record Syntax(String file, int line, String text, int column) {}

  /** Reads what {@code _failures.capture} has returned. */
  static Failure of(Object captured) {
    List<Object> parts = items(captured);
    List<Object> syntax = items(parts.get(6));
    return new Failure(
        text(parts.get(0)),
        text(parts.get(1)),
        text(parts.get(2)),
        items(parts.get(3)).stream().map(Failure::text).toList(),
        frames(items(parts.get(4))),
        number(parts.get(5)),
        syntax.isEmpty()
            ? null
            : new Syntax(
                text(syntax.get(0)),
                number(syntax.get(1)),
                text(syntax.get(2)),
                number(syntax.get(3))),
        (boolean) parts.get(7),
        parts.get(8) instanceof PTuple earlier ? of(earlier) : null,
        items(parts.get(9)).stream().map(Failure::of).toList(),
        number(parts.get(10)));
  }

  private static List<Frame> frames(List<Object> flat) {
    List<Frame> frames = new ArrayList<>(flat.size() / 3);
    for (int i = 0; i < flat.size(); i += 3) {
      frames.add(new Frame(text(flat.get(i)), number(flat.get(i + 1)), text(flat.get(i + 2))));
    }
    return frames;
  }

  private static List<Object> items(Object tuple) {
    SequenceStorage storage = ((PTuple) tuple).getSequenceStorage();
    List<Object> items = new ArrayList<>(storage.length());
    for (int i = 0; i < storage.length(); i++) {
      Object item = TermPrinter.element(storage, i);
      items.add(item == null ? "" : item);
    }
    return items;
  }

  private static String text(Object value) {
    return PythonText.of(value);
  }

  private static int number(Object value) {
    return (int) PythonContext.integer(value);
  }
}
