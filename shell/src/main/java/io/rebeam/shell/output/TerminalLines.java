package io.rebeam.shell.output;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;

/**
 * The lines of a whole terminal. A line that differs from the one on the screen is written whole,
 * at its absolute place, independent of the width of its characters: terminals differ in the width
 * of an emoji of several code points. Sequences that terminfo lacks are those of ANSI (ADR 46).
 */
final class TerminalLines {
  private final Terminal terminal;

  /** The lines on the screen, top down; the lines below them are unknown. */
  private List<String> shown = List.of();

  TerminalLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Takes the whole screen. */
  void begin() {
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    terminal.puts(Capability.cursor_invisible);
    // A line that is wider than computed must not run into the next line.
    terminal.writer().write(sequence(Capability.exit_am_mode, "\033[?7l"));
    terminal.flush();
  }

  /** Restores the screen. */
  void end() {
    terminal.writer().write(sequence(Capability.enter_am_mode, "\033[?7h"));
    terminal.puts(Capability.cursor_normal);
    terminal.puts(Capability.keypad_local);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
  }

  /** Forgets the lines on the screen, so that all are written again. */
  void forget() {
    shown = List.of();
  }

  /** Shows lines from the top down, and nothing below them, on a screen of {@code size}. */
  void show(List<String> lines, Size size) {
    List<String> now = fitted(lines, size);
    var text = new StringBuilder();
    for (int row = 0; row < now.size(); row++) {
      if (row >= shown.size() || !now.get(row).equals(shown.get(row))) {
        // Cleared first: after a write to the last column a terminal would clear that column.
        text.append(moveTo(row)).append(sequence(Capability.clr_eol, "\033[K"));
        text.append(now.get(row));
      }
    }
    shown = now;
    if (!text.isEmpty()) {
      terminal.writer().write(text.append(moveTo(now.size() - 1)).toString());
      terminal.flush();
    }
  }

  private List<String> fitted(List<String> lines, Size size) {
    List<String> fitted = new ArrayList<>();
    for (int row = 0; row < size.getRows(); row++) {
      String line = row < lines.size() ? lines.get(row) : "";
      fitted.add(
          AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns()).toAnsi(terminal));
    }
    return fitted;
  }

  private String moveTo(int row) {
    return sequence(Capability.cursor_address, "\033[%i%p1%d;%p2%dH", row, 0);
  }

  private String sequence(Capability capability, String usual, Object... parameters) {
    String own = terminal.getStringCapability(capability);
    return Curses.tputs(own == null ? usual : own, parameters);
  }
}
