package io.rebeam.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A real terminal, 100 columns by 40 lines, with rebeam in it: tmux, driven by the test. When
 * rebeam has ended, the screen shows {@code EXIT=} and its code, and {@code RESTORED} when the
 * terminal's settings are what they were.
 */
final class Screen implements AutoCloseable {
  private static final String WRAPPER =
      """
      trap : INT; before=$(stty -g); "$@"; code=$?
      [ "$before" = "$(stty -g)" ] && echo RESTORED
      echo EXIT=$code; exec cat""";

  private final String socket = "rebeam-" + UUID.randomUUID();

  private Screen() {}

  /** Whether tmux and the other tools are installed. */
  static boolean isPossible() {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts rebeam in {@code folder}, with its home below it. */
  static Screen start(Path folder, String... arguments) {
    return start(folder, Map.of(), arguments);
  }

  /** Starts rebeam with additional environment variables. */
  static Screen start(Path folder, Map<String, String> environment, String... arguments) {
    var screen = new Screen();
    List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
    command.addAll(List.of("-x", "100", "-y", "40", "-c", folder.toString()));
    Map<String, String> all = new TreeMap<>(environment);
    all.putIfAbsent("REBEAM_HOME", folder.resolve("home").toString());
    command.add("env");
    all.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("sh", "-c", WRAPPER, "sh", Rebeam.PROGRAM.toString()));
    command.addAll(List.of(arguments));
    screen.tmux(command.toArray(String[]::new));
    return screen;
  }

  /** Starts an interactive shell with job control, in which {@code $REBEAM} is the program. */
  static Screen startShell(Path folder) {
    var screen = new Screen();
    screen.tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x100",
        "-y40",
        "-c",
        folder.toString(),
        "env",
        "REBEAM_HOME=" + folder.resolve("home"),
        "REBEAM=" + Rebeam.PROGRAM,
        "PS1=shell> ",
        "bash",
        "--norc",
        "--noprofile",
        "-i");
    return screen;
  }

  private String tmux(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
    command.addAll(List.of(arguments));
    try {
      Process tmux = new ProcessBuilder(command).redirectErrorStream(true).start();
      tmux.getOutputStream().close();
      String output = new String(tmux.getInputStream().readAllBytes(), UTF_8);
      tmux.waitFor();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Types text, as it stands. */
  Screen type(String text) {
    tmux("send-keys", "-l", text);
    return this;
  }

  /** Presses keys by their names: {@code Enter}, {@code C-c}, {@code Tab}. */
  Screen press(String... keys) {
    List<String> arguments = new ArrayList<>(List.of("send-keys"));
    arguments.addAll(List.of(keys));
    tmux(arguments.toArray(String[]::new));
    return this;
  }

  /** Types a line and presses Enter. */
  Screen enter(String line) {
    return type(line).press("Enter");
  }

  /** Pastes text as a terminal does, in brackets. */
  Screen paste(String text) {
    tmux("set-buffer", "-b", "paste", text);
    tmux("paste-buffer", "-p", "-r", "-b", "paste");
    return this;
  }

  /** The text on the screen and the lines scrolled off at the top, without trailing blanks. */
  String text() {
    return tmux("capture-pane", "-p", "-S", "-2000").stripTrailing();
  }

  /** The text in the window. */
  String visible() {
    return tmux("capture-pane", "-p").stripTrailing();
  }

  /** Whether the cursor is visible. */
  boolean hasCursor() {
    return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
  }

  /** The speed of the terminal's line. */
  String speed() {
    String terminal = tmux("display-message", "-p", "#{pane_tty}").strip();
    try {
      Process stty =
          new ProcessBuilder("stty", "speed").redirectInput(Path.of(terminal).toFile()).start();
      return new String(stty.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the window another size. */
  Screen resize(int columns, int rows) {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    return this;
  }

  /** The last line that is not empty. */
  String lastLine() {
    return text().lines().reduce("", (_, line) -> line);
  }

  /** Waits for a text. */
  Screen awaits(String text) {
    return awaitsMatch(Pattern.quote(text));
  }

  /** Waits for a line, whole. */
  Screen awaitsLine(String line) {
    return awaitsMatch("(?m)^" + Pattern.quote(line) + "$");
  }

  /**
   * Waits for the prompt of a cell, with nothing after it. A test waits for it before it presses
   * C-d: while no line is read the terminal takes that key as the end of input.
   */
  Screen awaitsPrompt(int number) {
    String prompt = "rebeam(" + number + ")>";
    Waiting.until(() -> lastLine().equals(prompt), () -> "no " + prompt + " at the end of " + this);
    return this;
  }

  /** Waits for the cursor to stand {@code column} columns from the left. */
  Screen awaitsCursor(int column) {
    Waiting.until(
        () -> tmux("display-message", "-p", "#{cursor_x}").strip().equals("" + column),
        () -> "the cursor is not in column " + column + " of " + this);
    return this;
  }

  Screen awaitsMatch(String regex) {
    Pattern pattern = Pattern.compile(regex);
    Waiting.until(() -> pattern.matcher(text()).find(), () -> "no '" + regex + "' in " + this);
    return this;
  }

  /**
   * Presses Tab until a text has come. A Tab that gets no answer in its time offers nothing, which
   * happens on a busy machine; a user presses it again.
   */
  Screen completes(String text) {
    Waiting.until(
        () -> {
          press("Tab");
          return contains(text, Duration.ofSeconds(6));
        },
        () -> "no '" + text + "' by Tab in " + this);
    return this;
  }

  private boolean contains(String text, Duration patience) {
    long start = System.nanoTime();
    while (!text().contains(text)) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Waiting.STEP.toNanos());
    }
    return true;
  }

  /** Sends a signal to rebeam. */
  void signal(String name) {
    long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
    ProcessHandle rebeam =
        ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow();
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(rebeam.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    tmux("kill-server");
  }

  @Override
  public String toString() {
    return "the screen:\n" + text();
  }
}
