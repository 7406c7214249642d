package io.rebeam.shell.output;

import io.rebeam.commands.screen.Canvas;
import io.rebeam.commands.screen.FullScreen;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The session's terminal, for commands that take all of it. While one does, the output of processes
 * is held. Any thread may give the terminal back.
 */
public final class TerminalScreen implements FullScreen {
  private final Terminal terminal;
  private final ScreenOutput output;
  private final AtomicReference<@Nullable Canvas> taken = new AtomicReference<>();

  public TerminalScreen(Terminal terminal, ScreenOutput output) {
    this.terminal = terminal;
    this.output = output;
  }

  @Override
  public Canvas open() {
    output.hold();
    var canvas = new TerminalCanvas(terminal, this::closed);
    taken.set(canvas);
    return canvas;
  }

  private void closed() {
    taken.set(null);
    output.release();
  }

  /** Gives the terminal back if a command has it, for a signal that ends the program. */
  public void restore() {
    Canvas canvas = taken.get();
    if (canvas != null) {
      canvas.close();
    }
  }
}
