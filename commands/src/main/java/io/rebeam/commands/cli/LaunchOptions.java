package io.rebeam.commands.cli;

import io.rebeam.node.NodeLimits;
import io.rebeam.render.ColorWhen;
import java.nio.file.Path;
import java.util.List;

/**
 * The options common to all ways of running.
 *
 * @param interactive {@code -i}: a prompt even without a terminal, and after a program
 * @param quiet {@code -q}: no banner
 * @param debug {@code --debug}: errors of rebeam itself with stack traces
 * @param color {@code --color}
 * @param path {@code -p}: folders for the front of {@code sys.path}, in order
 * @param limits {@code --max-processes}, {@code --max-threads}, {@code --grace}
 */
public record LaunchOptions(
    boolean interactive,
    boolean quiet,
    boolean debug,
    ColorWhen color,
    List<Path> path,
    NodeLimits limits) {
  /** No option given. */
  public static final LaunchOptions DEFAULT =
      new LaunchOptions(false, false, false, ColorWhen.AUTO, List.of(), NodeLimits.DEFAULT);

  public LaunchOptions {
    path = List.copyOf(path);
  }
}
