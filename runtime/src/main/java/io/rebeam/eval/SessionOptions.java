package io.rebeam.eval;

import java.nio.file.Path;
import java.util.List;

/**
 * How a session starts.
 *
 * @param argv {@code sys.argv}, the program's name first
 * @param programPath the file that is run, for {@code __file__} and {@code sys.path[0]}; empty for
 *     the prompt, {@code -e} and standard input
 * @param path folders for the front of {@code sys.path}, in order
 * @param interactive whether this is a prompt: results are shown and {@code exit(pid, reason)} is
 *     Erlang's
 */
public record SessionOptions(
    List<String> argv, String programPath, List<String> path, boolean interactive) {
  public SessionOptions {
    argv = List.copyOf(argv);
    path = List.copyOf(path);
  }

  /** The folder of the program, absolute; empty when there is no file. */
  public String programFolder() {
    Path folder =
        programPath.isEmpty()
            ? null
            : Path.of(programPath).toAbsolutePath().normalize().getParent();
    return folder == null ? "" : folder.toString();
  }

  /** The session of the interactive prompt. */
  public static SessionOptions prompt() {
    return new SessionOptions(List.of(""), "", List.of(), true);
  }
}
