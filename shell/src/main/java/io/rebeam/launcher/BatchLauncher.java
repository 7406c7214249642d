package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.cli.LaunchOptions;
import io.rebeam.eval.SessionOptions;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.batch.Batch;
import io.rebeam.shell.output.PipeOutput;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jline.utils.Signals;

/** Runs a program on the plain streams of the process, with the signals of the system. */
final class BatchLauncher {
  private final LaunchOptions options;

  BatchLauncher(LaunchOptions options) {
    this.options = options;
  }

  int run(Program program, List<String> argv) {
    PipeOutput err = new PipeOutput(Main.rawOutput(true), _ -> {});
    PipeOutput out =
        new PipeOutput(
            Main.rawOutput(false),
            reason -> {
              LostOutput.message(reason).ifPresent(err::writeLine);
              err.flush();
              Runtime.getRuntime().halt(LostOutput.exitCode());
            });
    InputStream in = program.commands() ? new ByteArrayInputStream(new byte[0]) : System.in;
    Batch batch =
        new Batch(
            out,
            err,
            in,
            new SessionOptions(
                argv,
                program.path(),
                options.path().stream().map(Path::toString).toList(),
                /* interactive= */ false),
            () ->
                OutputMode.of(
                    options.color(), System.getenv(), Terminals.stdoutIsTerminal(), /* width= */ 0),
            options.debug(),
            Installation.pythonLibrary(),
            options.limits());
    // While the node starts:
    Shutdown.atEnd(
        () -> {
          out.flush();
          err.flush();
        });
    Signals.register("INT", new Interrupts(batch)::handle);
    return batch.run(program.pieces(), program.fileName());
  }

  /** The first Ctrl-C interrupts the program, the second ends at once. */
  private static final class Interrupts {
    private final Batch batch;
    private boolean asked;

    Interrupts(Batch batch) {
      this.batch = batch;
    }

    void handle() {
      if (asked || !batch.interrupt()) {
        Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
      }
      asked = true;
    }
  }
}
