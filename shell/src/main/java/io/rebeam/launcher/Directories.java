package io.rebeam.launcher;

import java.nio.file.Path;

/** Folders of the user by the XDG rules; {@code REBEAM_HOME} puts everything under one. */
final class Directories {
  private Directories() {}

  /** For the history. */
  static Path state() {
    String home = System.getenv().getOrDefault("REBEAM_HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home);
    }
    Path named = Path.of(System.getenv().getOrDefault("XDG_STATE_HOME", ""));
    return named.isAbsolute() // a relative one is to be ignored
        ? named.resolve("rebeam")
        : Path.of(System.getProperty("user.home"), ".local", "state", "rebeam");
  }
}
