package io.rebeam.commands.session;

import picocli.CommandLine.Option;

/** The help option of a command without output options. A mixin. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private boolean help;
}
