package io.rebeam.commands.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rebeam run FILE}. */
@Command(
    sortOptions = false,
    name = "run",
    customSynopsis = "rebeam run [OPTION...] FILE [ARG...]",
    description = "Run a Python program; '-' reads it from standard input.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n")
final class RunSubcommand {
  @Mixin private final LaunchMixin launch = new LaunchMixin();

  @Parameters(index = "0", paramLabel = "FILE", description = "The program.")
  private String file = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARG...",
      hideParamSyntax = true,
      description = "Its sys.argv[1:].")
  private List<String> arguments = new ArrayList<>();

  LaunchMixin launch() {
    return launch;
  }

  /** The file and its arguments. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of(file));
    words.addAll(arguments);
    return words;
  }
}
