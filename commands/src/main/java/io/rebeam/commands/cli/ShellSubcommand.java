package io.rebeam.commands.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rebeam shell}. */
@Command(
    sortOptions = false,
    name = "shell",
    customSynopsis = "rebeam shell [OPTION...]",
    description = "Start the shell, as rebeam alone does.",
    optionListHeading = "%nOptions:%n")
final class ShellSubcommand {
  @Mixin private final LaunchMixin launch = new LaunchMixin();

  LaunchMixin launch() {
    return launch;
  }
}
