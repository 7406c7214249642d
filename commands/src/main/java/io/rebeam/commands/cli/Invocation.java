package io.rebeam.commands.cli;

import java.util.List;

/** The action that a command line stands for. */
public sealed interface Invocation {
  /**
   * The interactive shell. When standard input is no terminal and {@code -i} was not given, it is
   * read as a script instead.
   */
  record Interactive(LaunchOptions options) implements Invocation {}

  /**
   * A script file.
   *
   * @param file its name as typed
   * @param arguments {@code sys.argv[1:]}
   */
  record RunFile(String file, List<String> arguments, LaunchOptions options) implements Invocation {
    public RunFile {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Code from the command line.
   *
   * @param code each {@code -e}, in order
   * @param arguments {@code sys.argv[1:]}
   */
  record RunInline(List<String> code, List<String> arguments, LaunchOptions options)
      implements Invocation {
    public RunInline {
      code = List.copyOf(code);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A script on standard input, given as {@code -}.
   *
   * @param arguments {@code sys.argv[1:]}
   */
  record RunStdin(List<String> arguments, LaunchOptions options) implements Invocation {
    public RunStdin {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A module, as {@code python -m} runs it.
   *
   * @param arguments {@code sys.argv[1:]}
   */
  record RunModule(String module, List<String> arguments, LaunchOptions options)
      implements Invocation {
    public RunModule {
      arguments = List.copyOf(arguments);
    }
  }

  /** The completion script of a shell, on standard output. */
  record PrintCompletion(CompletionShell shell) implements Invocation {}

  /** The schema of JSON output, on standard output. */
  record PrintSchema() implements Invocation {}

  /** A report of the environment of the program, for bug reports. */
  record Doctor(LaunchOptions options) implements Invocation {}

  /** Nothing more to do: help, version or an error has been printed. */
  record Finished(int exitCode) implements Invocation {}
}
