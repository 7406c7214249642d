package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.cli.LaunchOptions;
import io.rebeam.eval.PythonError;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.NodeOptions;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.batch.Batch;
import io.rebeam.shell.output.PipeOutput;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program on the plain streams of the process, with the signals of the system. */
final class BatchLauncher {
  private final LaunchOptions options;
  private final PythonSettings python;

  BatchLauncher(LaunchOptions options, PythonSettings python) {
    this.options = options;
    this.python = python;
  }

  int run(ProgramSource program, List<String> argv) {
    PipeOutput err = new PipeOutput(Main.rawOutput(true), python.unbuffered(), _ -> {});
    PipeOutput out =
        new PipeOutput(
            Main.rawOutput(false),
            python.unbuffered(),
            reason -> {
              LostOutput.message(reason).ifPresent(err::writeLine);
              err.flush();
              Shutdown.atOnce(LostOutput.exitCode());
            });
    InputStream in = program.commands() ? new ByteArrayInputStream(new byte[0]) : System.in;
    Batch batch =
        new Batch(
            out,
            err,
            new NodeOptions(
                out,
                err,
                in,
                Installation.pythonLibrary(),
                options.limits(),
                Shutdown.program().with(new PlainStreams(!program.commands(), out, err)),
                python),
            new SessionOptions(
                argv,
                program.path(),
                options.path().stream().map(Path::toString).toList(),
                /* interactive= */ false),
            () ->
                OutputMode.of(
                    options.color(), System.getenv(), Terminals.stdoutIsTerminal(), /* width= */ 0),
            this::traceback,
            options.debug());
    // Registered while the node starts.
    Shutdown.atAnyEnd(
        () -> {
          out.flush();
          err.flush();
        });
    Shutdown.atEnd(batch::end);
    Shutdown.program().signals().byDefault("INT", new Interrupts(batch)::handle);
    return batch.run(program.pieces(), program.fileName());
  }

  private String traceback(PythonError error) {
    if (options.debug()) {
      return error.full();
    }
    return options.plain()
        ? PlainTraceback.of(error.full(), Installation.pythonLibrary())
        : error.brief();
  }

  /** A Ctrl-C interrupts the program; another one within two seconds ends it at once. */
  private static final class Interrupts {
    private static final long TWICE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Batch batch;
    private long lastNanos;

    Interrupts(Batch batch) {
      this.batch = batch;
    }

    /** Handles a Ctrl-C. Called on a new thread for each signal. */
    synchronized void handle() {
      long now = System.nanoTime();
      boolean twice = lastNanos != 0 && now - lastNanos < TWICE_NANOS;
      if (twice || !batch.interrupt()) {
        Shutdown.atOnce(ExitCodes.INTERRUPTED);
      }
      lastNanos = now;
    }
  }
}
