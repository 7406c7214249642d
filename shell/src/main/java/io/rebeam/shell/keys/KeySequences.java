package io.rebeam.shell.keys;

import java.util.List;
import java.util.function.IntSupplier;
import org.jline.keymap.KeyMap;

/**
 * Key sequences that are not in the description of a terminal, which has one sequence for each key
 * while terminals send others as well.
 */
public final class KeySequences {
  public static final List<String> HOME = List.of("\033[H", "\033OH", "\033[1~", "\033[7~");
  public static final List<String> END = List.of("\033[F", "\033OF", "\033[4~", "\033[8~");

  /** The start of keys with arguments: "control sequence introducer". */
  static final String CSI = "\033[";

  /** The start of keys with one more character: "single shift 3". */
  static final String SS3 = "\033O";

  private KeySequences() {}

  /**
   * Binds the beginnings of key sequences, so that an unknown sequence is bound as well.
   *
   * @param unknown the binding, which has to read the {@link #skipRest rest} of the sequence
   */
  public static <T> void bindUnknown(KeyMap<T> map, T unknown) {
    map.bind(unknown, CSI, SS3);
    for (String known : map.getBoundKeys().keySet()) {
      if (known.startsWith(CSI)) {
        for (int end = CSI.length() + 1; end < known.length(); end++) {
          map.bindIfNotBound(unknown, known.substring(0, end));
        }
      }
    }
  }

  /**
   * Reads the rest of an unknown sequence.
   *
   * @param beginning the part that has been read
   * @param peek returns the next character without reading it; negative when none is pending
   * @param read reads the next character
   */
  public static void skipRest(String beginning, IntSupplier peek, IntSupplier read) {
    if (beginning.equals(SS3)) {
      if (peek.getAsInt() >= 0) {
        var _ = read.getAsInt();
      }
      return;
    }
    for (int c = peek.getAsInt(); c >= ' ' && c <= '~'; c = peek.getAsInt()) {
      var _ = read.getAsInt();
      if (c >= '@') { // the first such character ends the sequence
        return;
      }
    }
  }
}
