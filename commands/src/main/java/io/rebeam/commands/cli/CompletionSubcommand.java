package io.rebeam.commands.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rebeam completion SHELL}. */
@Command(
    sortOptions = false,
    name = "completion",
    customSynopsis = "rebeam completion [bash|zsh|fish]",
    description = "Print the completion script of a shell.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    footer = {
      "",
      "bash  source <(rebeam completion bash)",
      "zsh   rebeam completion zsh > \"$${fpath[1]}/_rebeam\"",
      "fish  rebeam completion fish | source"
    })
final class CompletionSubcommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      converter = CompletionShell.Words.class,
      completionCandidates = CompletionShell.Words.class,
      description = "${COMPLETION-CANDIDATES}; the one in $$SHELL when left out.")
  private @Nullable CompletionShell shell;

  Optional<CompletionShell> shell() {
    return Optional.ofNullable(shell);
  }
}
