package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.cli.CompletionShell;
import io.rebeam.error.NodeFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The paths of an installed rebeam. {@code bin/rebeam} passes the root. */
final class Installation {
  private static final String HOME = "rebeam.home";

  private Installation() {}

  /** The root of the distribution tree. */
  static Path home() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new NodeFailedException(
          "this Java was not started by bin/rebeam: the property '" + HOME + "' is not set");
    }
    return Path.of(home);
  }

  /** The folder that holds the Python package {@code rebeam}. */
  static Path pythonLibrary() {
    return home().resolve("lib").resolve("python");
  }

  /** The program that runs Python as {@code python3} does; {@code sys.executable} names it. */
  static Path python() {
    return home().resolve("lib").resolve("bin").resolve("python3");
  }

  /** Prints the completion script of a shell. */
  static int printCompletion(CompletionShell shell, PrintWriter out) throws IOException {
    String file =
        switch (shell) {
          case BASH -> "bash-completion/completions/rebeam";
          case ZSH -> "zsh/site-functions/_rebeam";
          case FISH -> "fish/vendor_completions.d/rebeam.fish";
        };
    out.print(Files.readString(home().resolve("share").resolve(file)));
    out.flush();
    return ExitCodes.OK;
  }
}
