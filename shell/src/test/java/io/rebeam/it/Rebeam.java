package io.rebeam.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs of {@code target/rebeam/bin/rebeam} in pipes. */
final class Rebeam {
  static final Path PROGRAM = Path.of("target", "rebeam", "bin", "rebeam").toAbsolutePath();

  /** Longer than any run takes, on a busy machine too. */
  static final Duration LIMIT = Duration.ofSeconds(120);

  private Rebeam() {}

  /**
   * The outcome of a run.
   *
   * @param code its exit code
   * @param out its standard output
   * @param err its standard error
   */
  record Outcome(int code, String out, String err) {}

  /** Runs rebeam in {@code folder} with {@code input} as its standard input. */
  static Outcome run(Path folder, String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(PROGRAM.toString());
    command.addAll(List.of(arguments));
    return new Run(folder, command).with(input).outcome();
  }

  /** Runs a line of shell in which {@code $REBEAM} is the program. */
  static Outcome shell(Path folder, String line) {
    return new Run(folder, List.of("bash", "-c", line)).with("").outcome();
  }

  /** A run in the background of the test. */
  static final class Run {
    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;
    private final StringBuffer seen = new StringBuffer();

    Run(Path folder, List<String> command) {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("REBEAM_HOME", folder.resolve("home").toString());
      builder.environment().put("REBEAM", PROGRAM.toString());
      builder.environment().remove("REBEAM_JAVA_OPTS");
      List.of("CI", "BUILD_NUMBER").forEach(builder.environment()::remove); // known to pytest
      try {
        process = builder.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out =
          CompletableFuture.supplyAsync(
              () -> read(process.getInputStream(), seen), Thread::startVirtualThread);
      err =
          CompletableFuture.supplyAsync(
              () -> read(process.getErrorStream(), new StringBuffer()), Thread::startVirtualThread);
    }

    private static String read(InputStream from, StringBuffer into) {
      byte[] buffer = new byte[8192];
      try {
        for (int count; (count = from.read(buffer)) >= 0; ) {
          into.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return into.toString();
    }

    /** Writes {@code input} and closes it. */
    Run with(String input) {
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // the program does not read its input
      }
      return this;
    }

    Run awaitOutput(String text) {
      Waiting.until(() -> seen.indexOf(text) >= 0, () -> "no '" + text + "' in: " + seen);
      return this;
    }

    /** The word that has been printed after {@code text}. */
    String word(String text) {
      return seen.substring(seen.indexOf(text) + text.length()).split("\\s", 2)[0];
    }

    /** Sends a signal such as {@code INT}. */
    Run signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return this;
    }

    Outcome outcome() {
      return outcome(LIMIT);
    }

    Outcome outcome(Duration limit) {
      try {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running; printed: " + seen);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    }
  }
}
