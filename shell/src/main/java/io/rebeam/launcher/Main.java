package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.JsonSchema;
import io.rebeam.commands.cli.CommandLineParser;
import io.rebeam.commands.cli.Invocation;
import io.rebeam.commands.cli.LaunchOptions;
import io.rebeam.node.PythonSettings;
import io.rebeam.shell.Startup;
import io.rebeam.shell.batch.ProgramText;
import io.rebeam.shell.batch.ProgramText.UnreadableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entry point. Switches over the parsed command line. */
public final class Main {
  private static final String STDIN_NAME = "<stdin>";
  private static final String INLINE_NAME = "<string>";

  private Main() {}

  public static void main(String[] arguments) {
    Faults.handleAll();
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    if (List.of(arguments).contains("--debug")) {
      Faults.showStacks();
    }
    int code;
    try {
      Invocation invocation = new CommandLineParser(System.getenv(), out, err).parse(arguments);
      code = run(invocation, out);
    } catch (UnreadableException e) {
      err.println("rebeam: " + e.getMessage());
      code = ExitCodes.USAGE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (out.checkError()) {
      LostOutput.message("").ifPresent(err::println);
      code = LostOutput.exitCode();
    }
    err.flush();
    Shutdown.finish(code);
  }

  private static int run(Invocation invocation, PrintWriter out)
      throws IOException, UnreadableException {
    return switch (invocation) {
      case Invocation.Finished(int exitCode) -> exitCode;
      case Invocation.PrintCompletion(var shell) -> Installation.printCompletion(shell, out);
      case Invocation.PrintSchema() -> printSchema(out);
      case Invocation.Doctor(var options) -> new Doctor(options, python(options)).report(out);
      case Invocation.Interactive(var options) -> interactive(options);
      case Invocation.RunFile(var file, var arguments, var options) ->
          program(options, text(file), argv(file, arguments));
      case Invocation.RunStdin(var arguments, var options) ->
          program(options, stdin(!options.plain()), argv("-", arguments));
      case Invocation.RunInline(var code, var arguments, var options) ->
          program(options, inline(code), argv(options.plain() ? "-c" : "-e", arguments));
      case Invocation.RunModule(var module, var arguments, var options) ->
          program(options, module(module, options.interactive()), argv("-m", arguments));
    };
  }

  private static int printSchema(PrintWriter out) {
    out.print(JsonSchema.text());
    return ExitCodes.OK;
  }

  private static int interactive(LaunchOptions options) throws IOException, UnreadableException {
    Heap.check();
    Faults.watchMemory();
    if (options.interactive() || Terminals.stdinIsTerminal()) {
      return new InteractiveLauncher(options, python(options)).run(List.of(), List.of(""), "");
    }
    return program(options, stdin(!options.plain()), List.of(""));
  }

  private static int program(LaunchOptions options, ProgramSource program, List<String> argv)
      throws IOException, UnreadableException {
    Heap.check();
    Faults.watchMemory();
    if (options.interactive()) {
      return new InteractiveLauncher(options, python(options))
          .run(program.startup(), argv, program.path());
    }
    return new BatchLauncher(options, python(options)).run(program, argv);
  }

  private static PythonSettings python(LaunchOptions options) throws UnreadableException {
    return VirtualEnvironment.resolve(options.python(), options.virtualEnvironment());
  }

  private static List<String> argv(String first, List<String> arguments) {
    List<String> argv = new ArrayList<>();
    argv.add(first);
    argv.addAll(arguments);
    return argv;
  }

  private static ProgramSource text(String file) throws UnreadableException {
    Path path = Path.of(file);
    try {
      return ProgramSource.whole(ProgramText.read(path), file, file);
    } catch (UnreadableException e) {
      String hint =
          Files.exists(path)
              ? ""
              : CommandLineParser.subcommandLike(file)
                  .map(name -> "; did you mean the command '" + name + "'?")
                  .orElse("");
      throw hint.isEmpty() ? e : new UnreadableException(e.getMessage() + hint);
    }
  }

  private static ProgramSource stdin(boolean commands) throws IOException, UnreadableException {
    String text = ProgramText.read(System.in, "standard input");
    return commands
        ? ProgramSource.withCommands(text, STDIN_NAME)
        : ProgramSource.whole(text, STDIN_NAME, "");
  }

  private static ProgramSource inline(List<String> code) {
    List<Startup> texts = new ArrayList<>();
    int line = 1;
    for (String text : code) { // one text after the other, as in a file
      texts.add(new Startup(text, INLINE_NAME, line));
      line += text.split("\n", -1).length;
    }
    return new ProgramSource(texts, "", false);
  }

  /** Runs a module, and the application that it defines. */
  private static ProgramSource module(String module, boolean interactive) {
    String source =
        """
        import runpy as _runpy
        _module = _runpy.run_module('%s', run_name=__name__, alter_sys=True)
        if 'rebeam.otp.application' in __import__('sys').modules:
            await __import__('rebeam._shell.applications', fromlist=['run']).run(_module, %s)
        """
            .formatted(
                module.replace("\\", "\\\\").replace("'", "\\'"), interactive ? "True" : "False");
    return ProgramSource.whole(source, "<-m>", "");
  }

  /** Standard output as bytes, without {@code System.out}'s own buffer. */
  static FileOutputStream rawOutput(boolean error) {
    return new FileOutputStream(error ? FileDescriptor.err : FileDescriptor.out);
  }
}
