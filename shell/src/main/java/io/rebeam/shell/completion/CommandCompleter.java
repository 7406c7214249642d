package io.rebeam.shell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completes a {@code :command} line from the picocli model: command words, options, the values of
 * an option, and positional parameters.
 */
final class CommandCompleter {
  private final CommandSpec commands;

  CommandCompleter(CommandSpec commands) {
    this.commands = commands;
  }

  List<Candidate> complete(String text) {
    String[] words = text.split("\\s+", -1);
    String word = words[words.length - 1];
    if (words.length == 1) {
      return commandWords(word);
    }
    CommandLine command = commands.subcommands().get(words[0]);
    if (command == null) {
      return List.of();
    }
    return arguments(command.getCommandSpec(), words, word);
  }

  private List<Candidate> commandWords(String prefix) {
    Map<String, String> found = new TreeMap<>();
    commands
        .subcommands()
        .forEach(
            (name, command) -> {
              CommandSpec spec = command.getCommandSpec();
              if (name.startsWith(prefix) && !spec.usageMessage().hidden()) {
                found.put(name, summary(spec.usageMessage().description()));
              }
            });
    List<Candidate> candidates = new ArrayList<>();
    found.forEach((name, what) -> candidates.add(of(name, "commands", what)));
    return candidates;
  }

  private static List<Candidate> arguments(CommandSpec command, String[] words, String word) {
    OptionSpec before = command.findOption(words[words.length - 2]);
    if (before != null && before.arity().max() > 0) {
      return values(before, word);
    }
    if (word.startsWith("-")) {
      return options(command, word);
    }
    int position = 0;
    for (int i = 1; i < words.length - 1; i++) {
      OptionSpec option = command.findOption(words[i]);
      if (option == null) {
        position++;
      } else if (option.arity().max() > 0) {
        i++;
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.index().contains(position)) {
        return values(parameter, word);
      }
    }
    return List.of();
  }

  private static List<Candidate> options(CommandSpec command, String prefix) {
    List<Candidate> candidates = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      String name = option.longestName();
      if (!option.hidden() && name.startsWith(prefix)) {
        candidates.add(of(name, "options", summary(option.description())));
      }
    }
    return candidates;
  }

  private static List<Candidate> values(ArgSpec argument, String prefix) {
    List<Candidate> candidates = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      for (String value : argument.completionCandidates()) {
        if (value.startsWith(prefix)) {
          candidates.add(of(value, argument.paramLabel().toLowerCase(java.util.Locale.ROOT), null));
        }
      }
    }
    return candidates;
  }

  private static @Nullable String summary(String[] description) {
    return description.length == 0 ? null : description[0];
  }

  private static Candidate of(String value, String group, @Nullable String what) {
    return new Candidate(value, value, group, what, null, null, true);
  }
}
