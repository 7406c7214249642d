package io.rebeam.shell.output;

import io.rebeam.commands.screen.Canvas;
import io.rebeam.commands.screen.FullScreen;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of the session, for commands that use the whole screen. The output of processes is
 * held meanwhile. Any thread may restore the terminal.
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

  /** Restores the terminal if a command has it, for a signal that ends the program. */
  public void restore() {
    Canvas canvas = taken.get();
    if (canvas != null) {
      canvas.close();
    }
  }
}
