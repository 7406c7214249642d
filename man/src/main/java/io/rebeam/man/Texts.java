package io.rebeam.man;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Texts of a picocli model as a page shows them: variables replaced, one line each. */
final class Texts {
  private Texts() {}

  static String description(CommandSpec command) {
    return join(command.usageMessage().description());
  }

  /** {@code -e, --eval=CODE}. */
  static String head(OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean value = option.arity().max() > 0;
    return value
        ? names + (option.longestName().startsWith("--") ? "=" : " ") + label(option)
        : names;
  }

  static String label(ArgSpec argument) {
    return argument.paramLabel();
  }

  static String description(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    Iterable<String> candidates =
        argument.description().length > 0 && join(argument.description()).contains("${COMPLETION")
            ? argument.completionCandidates()
            : null;
    if (candidates != null) {
      candidates.forEach(words::add);
    }
    return join(argument.description())
        .replace("${COMPLETION-CANDIDATES}", String.join(", ", words))
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
        .replace("$$", "$");
  }

  /** {@code :ps [OPTION...] [TEXT]}. */
  static String synopsis(CommandSpec command) {
    StringBuilder synopsis = new StringBuilder(command.name());
    if (!command.options().isEmpty()) {
      synopsis.append(" [OPTION...]");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      boolean optional = parameter.arity().min() == 0;
      synopsis.append(' ').append(optional ? "[" + label(parameter) + "]" : label(parameter));
    }
    return synopsis.toString();
  }

  static List<String> lines(String[] texts) {
    return List.of(texts).stream()
        .map(text -> text.replace("$$", "$"))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private static String join(String[] texts) {
    return String.join(" ", texts).strip().replaceAll("\\s+", " ");
  }
}
