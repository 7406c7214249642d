package io.rebeam.commands;

import picocli.CommandLine.Option;

/** {@code --help}, for commands without {@link OutputOptions}. A mixin. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 90,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private boolean help;
}
