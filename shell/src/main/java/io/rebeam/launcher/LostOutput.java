package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What it means that standard output cannot be written any more. */
final class LostOutput {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private LostOutput() {}

  /** How the program ends. */
  static int exitCode() {
    return hasReader() ? ExitCodes.BROKEN_PIPE : ExitCodes.FAILURE;
  }

  /**
   * What is said of it; nothing when a reader has gone away, as that of {@code rebeam | head}.
   *
   * @param reason the system's words; empty if they are not known
   */
  static Optional<String> message(String reason) {
    return hasReader()
        ? Optional.empty()
        : Optional.of(
            "rebeam: cannot write to standard output" + (reason.isEmpty() ? "" : ": " + reason));
  }

  /** Not asked of the error: its text is in the user's language, and Java tells no number. */
  private static boolean hasReader() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
      return (mode & TYPE) == PIPE || (mode & TYPE) == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return true;
    }
  }
}
