package io.rebeam.launcher;

import java.nio.file.Path;

/** Folders of the user by the XDG rules; {@code REBEAM_HOME} puts all of them in one folder. */
final class Directories {
  /** The value of {@code user.home} for a user without an entry in the system's database. */
  private static final String UNKNOWN = "?";

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
        : user().resolve(Path.of(".local", "state", "rebeam"));
  }

  /**
   * The home folder: {@code HOME}, else the one in the system's database of users. A folder that
   * cannot be created if neither names one.
   */
  private static Path user() {
    String home = System.getenv().getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home);
    }
    String ofSystem = System.getProperty("user.home");
    return Path.of(ofSystem.equals(UNKNOWN) ? "/nonexistent" : ofSystem);
  }
}
