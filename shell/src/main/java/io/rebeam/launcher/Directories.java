package io.rebeam.launcher;

import java.nio.file.Path;

/** Folders of the user by the XDG rules; {@code REBEAM_HOME} puts everything under one. */
final class Directories {
  private Directories() {}

  /** For the history. */
  static Path state() {
    return folder("XDG_STATE_HOME", ".local/state", "");
  }

  /** For what can be made again. */
  static Path cache() {
    return folder("XDG_CACHE_HOME", ".cache", "cache");
  }

  private static Path folder(String variable, String fallback, String underHome) {
    String home = System.getenv().getOrDefault("REBEAM_HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home, underHome);
    }
    Path named = Path.of(System.getenv().getOrDefault(variable, ""));
    Path base =
        named.isAbsolute() // a relative one is to be ignored
            ? named
            : Path.of(System.getProperty("user.home"), fallback);
    return base.resolve("rebeam");
  }
}
