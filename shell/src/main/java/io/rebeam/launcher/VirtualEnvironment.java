package io.rebeam.launcher;

import io.rebeam.node.PythonSettings;
import io.rebeam.shell.batch.ProgramText.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The virtual environment whose packages a program sees: that of the {@code python3} it was started
 * by, of {@code --venv}, or of {@code VIRTUAL_ENV}. It has to be one of this rebeam: the packages
 * of another Python may have been built for that.
 */
final class VirtualEnvironment {
  private static final String CONFIGURATION = "pyvenv.cfg";

  private VirtualEnvironment() {}

  /**
   * The settings with {@code sys.executable} and the virtual environment as they are.
   *
   * @param asked the folder of {@code --venv}; one that cannot be used is an error then, where that
   *     of {@code VIRTUAL_ENV} is left aside
   * @throws UnreadableException when it cannot be used
   */
  static PythonSettings resolve(PythonSettings settings, @Nullable Path asked)
      throws UnreadableException {
    if (!settings.executable().isEmpty()) {
      Path folder =
          Path.of(settings.executable()).toAbsolutePath().resolveSibling("..").normalize();
      boolean isEnvironment = Files.exists(folder.resolve(CONFIGURATION));
      return settings.in(settings.executable(), isEnvironment ? folder.toString() : "");
    }
    Path own = Installation.python();
    if (!Files.exists(own)) {
      return settings.in("", "");
    }
    if (asked != null || !settings.virtualEnvironment().isEmpty()) {
      Path folder = asked == null ? Path.of(settings.virtualEnvironment()) : asked;
      Path environment = folder.toAbsolutePath().normalize();
      Path python = environment.resolve("bin").resolve("python3");
      if (isOwn(python, own)) {
        return settings.in(python.toString(), environment.toString());
      }
      if (asked != null) {
        throw new UnreadableException(why(environment));
      }
    }
    return settings.in(own.toString(), "");
  }

  private static boolean isOwn(Path python, Path own) {
    try {
      return python.toRealPath().equals(own.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  private static String why(Path environment) {
    String found =
        Files.exists(environment.resolve(CONFIGURATION))
            ? "is a virtual environment of another Python"
            : "is no virtual environment";
    return "'%s' %s; 'rebeam -m venv %s' makes one".formatted(environment, found, environment);
  }
}
