package io.rebeam.commands.cli;

import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.ColorWhen;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options common to all ways of running.
 *
 * @param interactive {@code -i}: a prompt even without a terminal, and after a program
 * @param quiet {@code -q}: no banner
 * @param debug {@code --debug}: errors of rebeam itself with stack traces
 * @param color {@code --color}
 * @param path {@code -p}: folders for the front of {@code sys.path}, in order
 * @param virtualEnvironment {@code --venv}; null for the one of the environment, if any
 * @param python the settings of the Python interpreter
 * @param plain whether programs run as {@code python3} runs them: tracebacks are whole
 * @param limits {@code --max-processes}, {@code --max-threads}, {@code --grace}
 */
public record LaunchOptions(
    boolean interactive,
    boolean quiet,
    boolean debug,
    ColorWhen color,
    List<Path> path,
    @Nullable Path virtualEnvironment,
    PythonSettings python,
    boolean plain,
    NodeLimits limits) {
  /** No option given. */
  public static final LaunchOptions DEFAULT = of(PythonSettings.NONE);

  /** No option given, in an environment. */
  static LaunchOptions of(PythonSettings python) {
    return new LaunchOptions(
        false, false, false, ColorWhen.AUTO, List.of(), null, python, false, NodeLimits.DEFAULT);
  }

  public LaunchOptions {
    path = List.copyOf(path);
  }
}
