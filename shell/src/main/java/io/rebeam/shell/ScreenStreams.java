package io.rebeam.shell;

import io.rebeam.program.StandardStreams;
import io.rebeam.shell.output.ScreenOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/**
 * The terminal of the session, for programs of the system that Python code starts. A program that
 * is started while a cell runs has the terminal, with its usual settings, until it ends or the
 * prompt returns.
 */
final class ScreenStreams implements StandardStreams {
  private final Terminal terminal;
  private final boolean isTerminal;
  private final StandardInput input;
  private final ScreenOutput output;
  private final Attributes settings;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private boolean used;
  private int loans;

  /** Counts how often the prompt took the terminal; the end of an older loan is ignored. */
  private int cell;

  /**
   * @param isTerminal whether the terminal is more than a pair of streams
   */
  ScreenStreams(Terminal terminal, boolean isTerminal, StandardInput input, ScreenOutput output) {
    this.terminal = terminal;
    this.isTerminal = isTerminal;
    this.input = input;
    this.output = output;
    this.settings = terminal.getAttributes();
  }

  @Override
  public boolean lendsInput() {
    return isTerminal && input.isOpen();
  }

  @Override
  public boolean lendsOutput() {
    if (!lendsInput()) {
      return false;
    }
    lock.lock();
    try {
      used = true;
    } finally {
      lock.unlock();
    }
    terminal.flush();
    return true;
  }

  @Override
  public void lendInput(CompletableFuture<?> until) {
    lock.lock();
    try {
      used = true;
      if (loans++ == 0) {
        Attributes usual = new Attributes(settings);
        usual.setLocalFlag(Attributes.LocalFlag.ECHO, true);
        terminal.setAttributes(usual);
      }
      int lentIn = cell;
      var _ = until.whenComplete((_, _) -> loanEnds(lentIn));
    } finally {
      lock.unlock();
    }
  }

  private void loanEnds(int lentIn) {
    lock.lock();
    try {
      if (lentIn == cell && --loans == 0) {
        terminal.setAttributes(settings);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a program has the terminal. */
  boolean isLent() {
    lock.lock();
    try {
      return loans > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Restores the settings for the prompt, whatever state a program has left the terminal in. */
  void takeBack() {
    lock.lock();
    try {
      cell++;
      loans = 0;
      if (used) {
        used = false;
        terminal.setAttributes(settings);
        output.beginLine(terminal.getWidth());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Optional<String>> readHidden(String question) {
    if (!isTerminal) {
      return CompletableFuture.failedFuture(new IOException("there is no terminal"));
    }
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    Foreground.ASIDE.execute(
        () -> {
          try {
            String line = input.readHidden(question, () -> !answer.isCancelled());
            answer.complete(Optional.ofNullable(line));
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }
}
