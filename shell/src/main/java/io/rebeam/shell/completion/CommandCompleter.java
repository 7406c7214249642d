package io.rebeam.shell.completion;

import io.rebeam.commands.CommaSeparated;
import io.rebeam.commands.shell.CommandNames;
import io.rebeam.commands.shell.CommandWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completes a {@code :command} line from the picocli model: command words, options, the values of
 * an option, and positional parameters. A command that stops at its first argument, as {@code
 * :watch} does, may take another command there, whose own options and arguments follow.
 */
final class CommandCompleter {
  private final CommandSpec commands;

  CommandCompleter(CommandSpec commands) {
    this.commands = commands;
  }

  /**
   * The completions of the word before the cursor.
   *
   * @throws io.rebeam.error.BadArgumentException when the words before it are not a command line
   */
  List<Candidate> complete(ParsedLine line) {
    String word = line.word();
    String before = line.line().substring(0, line.cursor() - word.length());
    List<String> words = CommandWords.split(before).words();
    return words.isEmpty() ? commandWords(word) : arguments(words, word);
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
    found.forEach((name, what) -> candidates.add(of(name, name, "commands", what, true)));
    return candidates;
  }

  /**
   * Completes the arguments of a command.
   *
   * @param words the command and the words between it and {@code word}
   */
  private List<Candidate> arguments(List<String> words, String word) {
    CommandLine command = commands.subcommands().get(words.getFirst());
    if (command == null) {
      return List.of();
    }
    CommandSpec spec = command.getCommandSpec();
    int position = 0;
    for (int i = 1; i < words.size(); i++) {
      OptionSpec option = spec.optionsMap().get(words.get(i));
      if (option != null && takesValue(option)) {
        i++;
        if (i == words.size()) {
          return values(option, "", word);
        }
      } else if (!words.get(i).startsWith("-")) {
        if (spec.parser().stopAtPositional()) {
          return arguments(words.subList(i, words.size()), word);
        }
        position++;
      }
    }
    return word.startsWith("-") ? options(spec, word) : parameters(spec, position, word);
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static List<Candidate> options(CommandSpec command, String word) {
    int equals = word.indexOf('=');
    if (equals >= 0) {
      OptionSpec option = command.optionsMap().get(word.substring(0, equals));
      return option != null && takesValue(option)
          ? values(option, word.substring(0, equals + 1), word.substring(equals + 1))
          : List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      String name = option.longestName();
      if (!option.hidden() && name.startsWith(word)) {
        candidates.add(of(name, name, "options", summary(option.description()), true));
      }
    }
    return candidates;
  }

  private static List<Candidate> parameters(CommandSpec command, int position, String word) {
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.index().contains(position)) {
        return values(parameter, "", word);
      }
    }
    return List.of();
  }

  /**
   * Completes a value.
   *
   * @param head the part of the word before the value, which stays
   * @param word the rest of the word: the value, or several with commas between them
   */
  private static List<Candidate> values(ArgSpec argument, String head, String word) {
    Iterable<String> known = argument.completionCandidates();
    if (known == null) {
      return List.of();
    }
    boolean several = known instanceof CommaSeparated || argument.splitRegex().equals(",");
    int start = several ? word.lastIndexOf(',') + 1 : 0;
    Set<String> given =
        Arrays.stream(word.substring(0, start).split(",")).collect(Collectors.toSet());
    TypedWord typed = TypedWord.of(word.substring(start));
    String group = argument.paramLabel().toLowerCase(Locale.ROOT);
    List<Candidate> candidates = new ArrayList<>();
    for (String value : known) {
      String offered = offered(known, value, typed);
      if (offered.startsWith(typed.text()) && isTypable(offered) && !given.contains(offered)) {
        String whole = head + word.substring(0, start) + typed.spelled(offered);
        candidates.add(of(whole, offered, group, null, !several));
      }
    }
    return candidates;
  }

  /** The candidate for a value; names of commands are also completed without their colon. */
  private static String offered(Iterable<String> known, String value, TypedWord typed) {
    boolean bare = !typed.text().isEmpty() && !typed.text().startsWith(":");
    return known instanceof CommandNames && bare ? value.substring(1) : value;
  }

  /** Whether the value can be typed on a line and does not look like an option. */
  private static boolean isTypable(String value) {
    return !value.isEmpty()
        && !value.startsWith("-")
        && value.chars().noneMatch(Character::isISOControl);
  }

  private static @Nullable String summary(String[] description) {
    return description.length == 0 ? null : description[0];
  }

  private static Candidate of(
      String value, String shown, String group, @Nullable String what, boolean wordEnds) {
    return new Candidate(value, shown, group, what, null, null, wordEnds);
  }
}
