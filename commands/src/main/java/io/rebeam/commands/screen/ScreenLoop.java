package io.rebeam.commands.screen;

import io.rebeam.commands.ExitCodes;
import io.rebeam.render.OutputMode;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows a {@link Show} on a whole screen until a key leaves it. */
final class ScreenLoop {
  private ScreenLoop() {}

  /**
   * Runs until a key leaves the screen, the terminal is gone, or the thread is interrupted.
   *
   * @param mode the output mode; the width is that of the canvas
   * @return an exit code of {@link ExitCodes}
   */
  static int run(FullScreen screen, Show show, Supplier<OutputMode> mode) {
    try (Canvas canvas = screen.open()) {
      long looked = System.nanoTime();
      while (true) {
        OutputMode wide = mode.get();
        canvas.draw(
            show.picture(
                canvas.rows(), new OutputMode(wide.theme(), canvas.columns(), wide.unicode())));
        Duration left = show.interval().minus(Duration.ofNanos(System.nanoTime() - looked));
        if (left.isPositive()) {
          Key key = canvas.read(left);
          if (key.name() == Key.Name.CLOSED || (key.isPressed() && !show.press(key))) {
            return ExitCodes.OK;
          }
        } else {
          show.refresh();
          looked = System.nanoTime();
        }
      }
    } catch (InterruptedException _) {
      return ExitCodes.INTERRUPTED;
    } finally {
      show.close();
    }
  }
}
