package io.rebeam.commands.shell;

import io.rebeam.error.BadArgumentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line split as by a Unix shell, without substitutions: spaces separate words, quotes
 * keep them together, a backslash takes the next character as it is, {@code > FILE} and {@code >>
 * FILE} redirect. {@code <0.42.0>} is one word.
 *
 * @param words the words, quotes removed
 * @param target the file that the answer goes to instead of the screen
 */
public record CommandWords(List<String> words, Optional<Target> target) {
  /** The word after which no word is an option: the rest of a line may begin with a minus. */
  private static final String NO_OPTIONS = "--";

  public CommandWords {
    words = List.copyOf(words);
  }

  /**
   * A file that takes the answer.
   *
   * @param file its name as typed
   * @param append whether to keep the content of the file
   */
  public record Target(String file, boolean append) {
    /** Whether the session says where the file is: its folder may be another one by now. */
    boolean isRelative() {
      return !file.startsWith("/");
    }

    /**
     * Writes the answer.
     *
     * @param path where the file is
     * @throws BadArgumentException when the file cannot be written
     */
    void write(String path, String text) {
      try {
        Files.writeString(Path.of(path), text, options());
      } catch (IOException | InvalidPathException e) {
        throw new BadArgumentException("cannot write '%s': %s".formatted(file, reason(e)));
      }
    }

    private OpenOption[] options() {
      return append
          ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND}
          : new OpenOption[] {
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING
          };
    }

    private static String reason(Exception failure) {
      return switch (failure) {
        case NoSuchFileException _ -> "no such folder";
        case AccessDeniedException _ -> "permission denied";
        case FileSystemException known when known.getReason() != null -> known.getReason();
        default -> String.valueOf(failure.getMessage());
      };
    }
  }

  /**
   * Splits a line.
   *
   * @throws BadArgumentException when a quote is not closed or a redirection has no file
   */
  public static CommandWords split(String line) {
    return split(line, Map.of());
  }

  /**
   * Splits a line that may end in Python.
   *
   * @param verbatim commands whose last argument is the rest of the line, unchanged, with the
   *     number of arguments before it
   * @throws BadArgumentException when a quote is not closed or a redirection has no file
   */
  static CommandWords split(String line, Map<String, Integer> verbatim) {
    List<String> words = new ArrayList<>();
    Optional<Target> target = Optional.empty();
    var scanner = new WordScanner(line);
    int before = -1; // arguments before the rest of the line; negative when that is not verbatim
    while (scanner.skipSpaces()) {
      if (before == 0 && !scanner.isAtHelp()) {
        if (!words.contains(NO_OPTIONS)) {
          words.add(NO_OPTIONS);
        }
        words.add(scanner.rest());
      } else if (scanner.take('>')) {
        boolean append = scanner.take('>');
        if (!scanner.skipSpaces()) {
          throw new BadArgumentException("no file after '" + (append ? ">>" : ">") + "'");
        }
        target = Optional.of(new Target(closed(scanner.word()), append));
      } else {
        String word = closed(scanner.word());
        if (words.isEmpty()) {
          before = verbatim.getOrDefault(word, -1);
        } else if (before > 0 && !word.startsWith("-")) {
          before--;
          words.add(NO_OPTIONS);
        }
        words.add(word);
      }
    }
    return new CommandWords(words, target);
  }

  private static String closed(WordScanner.Word word) {
    if (word.isOpen()) {
      throw new BadArgumentException("missing closing quote (" + word.openQuote() + ")");
    }
    return word.text();
  }
}
