package io.rebeam.commands;

import io.rebeam.text.NearestMatch;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One-line messages for words that picocli does not accept. */
public final class UsageMessage {
  private UsageMessage() {}

  /** {@code unknown option '--sotr'; did you mean '--sort'?} */
  public static String of(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().getFirst(), failure.getCommandLine());
    }
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong usage");
    message = shortened(message, failure);
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** Replaces "positional parameter at index 0 (SHELL)" by the label of the parameter. */
  private static String shortened(String message, ParameterException failure) {
    String start = "Invalid value for positional parameter";
    int value = message.indexOf("): ");
    return failure.getArgSpec() != null && message.startsWith(start) && value > 0
        ? "invalid value for " + failure.getArgSpec().paramLabel() + message.substring(value + 1)
        : message;
  }

  private static String unmatched(String word, CommandLine command) {
    if (word.length() > 1 && word.startsWith("-")) {
      int equals = word.indexOf('=');
      String option = equals < 0 ? word : word.substring(0, equals);
      return unknown("option", option, command.getCommandSpec().optionsMap().keySet());
    }
    Set<String> subcommands = command.getSubcommands().keySet();
    return subcommands.isEmpty()
        ? "unexpected argument '" + word + "'"
        : unknownCommand(word, subcommands);
  }

  /** {@code unknown command ':pss'; did you mean ':ps'?} */
  public static String unknownCommand(String word, Set<String> commands) {
    return unknown("command", word, commands);
  }

  /** The message, with a hint at {@code :help} unless it has a suggestion. */
  public static String withList(String message) {
    return message.endsWith("?") ? message : message + "; ':help' lists the commands";
  }

  private static String unknown(String what, String word, Set<String> candidates) {
    return "unknown %s '%s'%s".formatted(what, word, NearestMatch.hint(word, candidates));
  }
}
