package io.rebeam.shell.keys;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/**
 * A display that can have a wide character at the right margin. JLine would write the character
 * again in the last column, where only half of it fits.
 */
final class WideDisplay extends Display {
  private static final int WIDE = 2;

  WideDisplay(Terminal terminal) {
    super(terminal, /* fullscreen= */ false);
  }

  @Override
  protected void moveVisualCursorTo(int target, List<AttributedString> lines) {
    int row = target / columns1;
    boolean isAtRight = target % columns1 == columns;
    if (cursorPos != target && isAtRight && row < lines.size()) {
      AttributedString last = lines.get(row).columnSubSequence(columns - 1, columns);
      if (last.columnLength() == WIDE) {
        moveVisualCursorTo(target - WIDE);
        last.print(terminal);
        cursorPos = target;
        return;
      }
    }
    super.moveVisualCursorTo(target, lines);
  }
}
