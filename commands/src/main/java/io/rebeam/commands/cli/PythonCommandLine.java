package io.rebeam.commands.cli;

import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.ColorWhen;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of {@code python3}, for the program that {@code sys.executable} names: options
 * may be joined, and end at {@code -c}, {@code -m}, {@code -} or a file.
 */
final class PythonCommandLine {
  /** The first word with which that program starts rebeam; its own name follows. */
  static final String WORD = "__python3";

  static final String HELP =
      """
      usage: python3 [option] ... [-c CODE | -m MODULE | FILE | -] [ARG] ...
      Python as rebeam runs it; rebeam's own command line is 'rebeam --help'.
      -c CODE    run CODE
      -m MODULE  run a module as a script
      -W FILTER  a filter of warnings (also PYTHONWARNINGS)
      -O, -OO    no assertions (also PYTHONOPTIMIZE)
      -u         write output at once (also PYTHONUNBUFFERED)
      -i         prompt afterwards
      -E         ignore the variables PYTHON*
      -P         do not search the program's folder (also PYTHONSAFEPATH)
      -s         do not search the user's site-packages (also PYTHONNOUSERSITE)
      -I         isolated: -E, -P and -s
      -q         no banner
      -V, -h     print the version, this help
      Without effect here: -b, -B, -d, -R, -S, -v, -x, -X OPTION.
      """;

  /** Only Python itself has the number of its version. */
  private static final String VERSION =
      "import sys; print('Python %d.%d.%d' % sys.version_info[:3])";

  /** The virtual environment, if any, is found by the folder of the executable. */
  private static final String NO_ENVIRONMENT = "";

  private static final String WITHOUT_EFFECT = "bBdRSvx";

  /** A wrong option; the message is for the user. */
  static final class WrongOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongOptionException(String message) {
      super(message);
    }
  }

  private final String executable;
  private final Deque<String> words;
  private final Map<String, String> environment;
  private final List<String> warnings = new ArrayList<>();
  private boolean interactive;
  private boolean quiet;
  private boolean ignoreEnvironment;
  private boolean isolated;

  /** The variables of the environment that have the effect of the options given. */
  private final Map<String, String> flags = new HashMap<>();

  /** What an option makes run; null while options go on. */
  private enum Start {
    OPTIONS,
    CODE,
    MODULE,
    HELP,
    VERSION
  }

  PythonCommandLine(String executable, List<String> words, Map<String, String> environment) {
    this.executable = executable;
    this.words = new ArrayDeque<>(words);
    this.environment = environment;
  }

  /**
   * Parses the words. Called once.
   *
   * @throws WrongOptionException for an option that there is not
   */
  Parsed parse() throws WrongOptionException {
    while (!words.isEmpty() && words.peek().startsWith("-") && !words.peek().equals("-")) {
      String word = words.remove();
      if (word.equals("--")) {
        break;
      }
      if (word.startsWith("--")) {
        return longOption(word);
      }
      for (int i = 1; i < word.length(); i++) {
        char option = word.charAt(i);
        String joined = word.substring(i + 1);
        switch (option(option)) {
          case OPTIONS -> {
            if (option == 'W' || option == 'X') {
              String value = value(option, joined);
              if (option == 'W') {
                warnings.add(value);
              }
              i = word.length();
            }
          }
          case CODE -> {
            String code = value(option, joined);
            return run(new Invocation.RunInline(List.of(code), rest(), options()));
          }
          case MODULE -> {
            String module = value(option, joined);
            return run(new Invocation.RunModule(module, rest(), options()));
          }
          case HELP -> {
            return new Parsed.Help();
          }
          case VERSION -> {
            return version();
          }
        }
      }
    }
    if (words.isEmpty()) {
      return run(new Invocation.Interactive(options()));
    }
    String file = words.remove();
    return run(
        file.equals("-")
            ? new Invocation.RunStdin(rest(), options())
            : new Invocation.RunFile(file, rest(), options()));
  }

  /** The result of parsing: an invocation, or that the help is to be printed. */
  sealed interface Parsed {
    /** To run something. */
    record Run(Invocation invocation) implements Parsed {}

    /** To print {@link #HELP}. */
    record Help() implements Parsed {}
  }

  private static Parsed run(Invocation invocation) {
    return new Parsed.Run(invocation);
  }

  private Parsed version() {
    return run(new Invocation.RunInline(List.of(VERSION), List.of(), options()));
  }

  private Parsed longOption(String word) throws WrongOptionException {
    return switch (word) {
      case "--help" -> new Parsed.Help();
      case "--version" -> version();
      default -> throw new WrongOptionException("unknown option " + word);
    };
  }

  private Start option(char option) throws WrongOptionException {
    switch (option) {
      case 'c' -> {
        return Start.CODE;
      }
      case 'm' -> {
        return Start.MODULE;
      }
      case 'h', '?' -> {
        return Start.HELP;
      }
      case 'V' -> {
        return Start.VERSION;
      }
      case 'i' -> interactive = true;
      case 'q' -> quiet = true;
      case 'u' -> flags.put("PYTHONUNBUFFERED", "1");
      case 'O' -> flags.put("PYTHONOPTIMIZE", "1");
      case 's' -> flags.put("PYTHONNOUSERSITE", "1");
      case 'P' -> flags.put("PYTHONSAFEPATH", "1");
      case 'E' -> ignoreEnvironment = true;
      case 'I' -> {
        isolated = true;
        flags.put("PYTHONNOUSERSITE", "1");
        flags.put("PYTHONSAFEPATH", "1");
      }
      case 'W', 'X' -> {} // their values are read by the caller
      default -> {
        if (WITHOUT_EFFECT.indexOf(option) < 0) {
          throw new WrongOptionException("unknown option -" + option);
        }
      }
    }
    return Start.OPTIONS;
  }

  private String value(char option, String joined) throws WrongOptionException {
    if (!joined.isEmpty()) {
      return joined;
    }
    if (words.isEmpty()) {
      throw new WrongOptionException("argument expected for the -" + option + " option");
    }
    return words.remove();
  }

  private List<String> rest() {
    return List.copyOf(words);
  }

  private LaunchOptions options() {
    boolean ignores = ignoreEnvironment || isolated;
    Map<String, String> used = new HashMap<>(environment);
    if (ignores) {
      used.keySet().removeIf(name -> name.startsWith("PYTHON"));
    }
    used.putAll(flags);
    if (!warnings.isEmpty()) {
      used.merge("PYTHONWARNINGS", String.join(",", warnings), (old, more) -> old + "," + more);
    }
    return new LaunchOptions(
        interactive,
        quiet,
        false,
        ColorWhen.AUTO,
        List.of(),
        null,
        PythonSettings.of(used, ignores, isolated).in(executable, NO_ENVIRONMENT),
        true,
        NodeLimits.DEFAULT);
  }
}
