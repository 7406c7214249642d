package io.rebeam.launcher;

import java.nio.file.Path;

/** Folders of the user by the XDG rules; {@code REBEAM_HOME} puts all of them in one folder. */
final class Directories {
  private Directories() {}

  /** The folder of the history. */
  static Path state() {
    String home = System.getenv().getOrDefault("REBEAM_HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home);
    }
    Path named = Path.of(System.getenv().getOrDefault("XDG_STATE_HOME", ""));
    return named.isAbsolute() // XDG: a relative path is ignored
        ? named.resolve("rebeam")
        : Path.of(System.getProperty("user.home"), ".local", "state", "rebeam");
  }
}
