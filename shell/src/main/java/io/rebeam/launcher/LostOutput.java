package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The end of a program whose standard output cannot be written any more. */
final class LostOutput {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private LostOutput() {}

  /** The exit code. */
  static int exitCode() {
    return hasReader() ? ExitCodes.BROKEN_PIPE : ExitCodes.FAILURE;
  }

  /**
   * The message; empty when the reader has closed the pipe, as in {@code rebeam | head}.
   *
   * @param reason the system's message; empty if there is none
   */
  static Optional<String> message(String reason) {
    return hasReader()
        ? Optional.empty()
        : Optional.of(
            "rebeam: cannot write to standard output" + (reason.isEmpty() ? "" : ": " + reason));
  }

  /**
   * Whether standard output is a pipe or a socket. The error is no help: its text is localised, and
   * Java gives no number.
   */
  private static boolean hasReader() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
      return (mode & TYPE) == PIPE || (mode & TYPE) == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return true;
    }
  }
}
