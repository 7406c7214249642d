package io.rebeam.launcher;

import io.rebeam.program.StandardStreams;
import io.rebeam.shell.output.PipeOutput;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The standard streams of a program that runs without a prompt: other programs share them. */
final class PlainStreams implements StandardStreams {
  private static final File TERMINAL = new File("/dev/tty");

  private final boolean lendsInput;
  private final PipeOutput out;
  private final PipeOutput err;
  private final AtomicBoolean hidden = new AtomicBoolean();

  /**
   * The pending read of a line of the terminal. It cannot be stopped; the next question gets its
   * line.
   */
  private @Nullable CompletableFuture<Optional<String>> reading; // guarded by this

  PlainStreams(boolean lendsInput, PipeOutput out, PipeOutput err) {
    this.lendsInput = lendsInput;
    this.out = out;
    this.err = err;
    Shutdown.atAnyEnd(this::show);
  }

  @Override
  public boolean lendsInput() {
    return lendsInput;
  }

  @Override
  public void lendInput(CompletableFuture<?> until) {
    // the terminal has its usual settings
  }

  @Override
  public boolean lendsOutput() {
    out.flush();
    err.flush();
    return true;
  }

  @Override
  public CompletableFuture<Optional<String>> readHidden(String question) {
    out.flush();
    err.flush();
    try (FileOutputStream terminal = new FileOutputStream(TERMINAL)) {
      hide();
      terminal.write(question.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      show();
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Optional<String>> answer = line().copy(); // its cancelling leaves the read
    var _ = answer.whenComplete((_, _) -> show());
    return answer;
  }

  private synchronized CompletableFuture<Optional<String>> line() {
    CompletableFuture<Optional<String>> line = reading;
    if (line == null || line.isDone()) {
      line = new CompletableFuture<>();
      reading = line;
      CompletableFuture<Optional<String>> fresh = line;
      Thread.ofPlatform().daemon().name("rebeam-terminal").start(() -> read(fresh));
    }
    return line;
  }

  private static void read(CompletableFuture<Optional<String>> line) {
    try (FileInputStream terminal = new FileInputStream(TERMINAL)) {
      var bytes = new ByteArrayOutputStream();
      int next = terminal.read();
      if (next < 0) {
        line.complete(Optional.empty());
        return;
      }
      while (next >= 0 && next != '\n') {
        bytes.write(next);
        next = terminal.read();
      }
      line.complete(Optional.of(bytes.toString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      line.completeExceptionally(e);
    }
  }

  private void hide() throws IOException {
    hidden.set(true);
    set("-echo");
  }

  private void show() {
    if (hidden.compareAndSet(true, false)) {
      try (FileOutputStream terminal = new FileOutputStream(TERMINAL)) {
        set("echo");
        terminal.write('\n'); // the line break that was typed has not been shown
      } catch (IOException _) {
        // the terminal is gone
      }
    }
  }

  /** Changes a setting of the terminal. */
  private static void set(String setting) throws IOException {
    Process stty =
        new ProcessBuilder("stty", setting)
            .redirectInput(TERMINAL)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (stty.onExit().join().exitValue() != 0) {
      throw new IOException("stty failed");
    }
  }
}
