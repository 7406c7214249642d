package io.rebeam.kernel.python;

import io.rebeam.program.StandardStreams;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.io.ProcessHandler;
import org.jspecify.annotations.Nullable;

/**
 * Starts the programs of the system that Python code starts, and keeps those that have not been
 * waited for yet. GraalPy counts its child programs itself, from 1 on; here they have the system's
 * numbers. Any thread.
 */
public final class ProgramStarter implements ProcessHandler {
  /** The number of the system's error in the message of Java's exception. */
  private static final Pattern ERROR = Pattern.compile("\\berror=(\\d+)");

  private final StandardStreams streams;
  private final Map<Long, Process> programs = new ConcurrentHashMap<>();
  private final ThreadLocal<Long> started = ThreadLocal.withInitial(() -> 0L);

  ProgramStarter(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Process start(ProcessCommand command) throws IOException {
    started.remove();
    ProcessBuilder builder =
        new ProcessBuilder(command.getCommand())
            .redirectErrorStream(command.isRedirectErrorStream())
            .redirectInput(redirect(command.getInputRedirect()))
            .redirectOutput(redirect(command.getOutputRedirect()))
            .redirectError(redirect(command.getErrorRedirect()));
    builder.environment().clear();
    builder.environment().putAll(command.getEnvironment());
    if (command.getDirectory() != null) {
      builder.directory(new File(command.getDirectory()));
    }
    try {
      Process process =
          command.getInputRedirect().equals(Redirect.INHERIT)
              ? startWithInput(builder)
              : builder.start();
      programs.put(process.pid(), process);
      started.set(process.pid());
      return process;
    } catch (IOException e) {
      Matcher error = ERROR.matcher(String.valueOf(e.getMessage()));
      started.set(error.find() ? -Long.parseLong(error.group(1)) : 0L);
      throw e;
    }
  }

  private Process startWithInput(ProcessBuilder builder) throws IOException {
    CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    streams.lendInput(ended);
    try {
      Process process = builder.start();
      var _ = process.onExit().thenRun(() -> ended.complete(null));
      return process;
    } catch (IOException | RuntimeException | Error e) {
      ended.complete(null);
      throw e;
    }
  }

  /**
   * The system's number of the program that the calling thread has started last; if it could not be
   * started, the number of the system's error, negated, or 0 where that is not known.
   */
  public long started() {
    return started.get();
  }

  /** A program that has ended, by its number, and its exit value as Java has it. */
  public record Ended(long pid, int value) {}

  /**
   * One of the programs that has ended and is waited for with this; null if all of them run, or are
   * not known.
   */
  public @Nullable Ended takeEnded(List<Long> pids) {
    for (long pid : pids) {
      Process program = programs.get(pid);
      if (program != null && !program.isAlive() && programs.remove(pid, program)) {
        return new Ended(pid, program.exitValue());
      }
    }
    return null;
  }

  /** Done when one of the programs has ended, or is not known. */
  public CompletableFuture<?> anyEnd(List<Long> pids) {
    return CompletableFuture.anyOf(
        pids.stream()
            .map(programs::get)
            .map(p -> p == null ? CompletableFuture.completedFuture(null) : p.onExit())
            .toArray(CompletableFuture[]::new));
  }

  private static ProcessBuilder.Redirect redirect(Redirect redirect) {
    return redirect.equals(Redirect.INHERIT)
        ? ProcessBuilder.Redirect.INHERIT
        : ProcessBuilder.Redirect.PIPE;
  }
}
