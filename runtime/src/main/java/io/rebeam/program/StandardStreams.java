package io.rebeam.program;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The standard streams of the program that a node is part of, as used by other programs and for
 * hidden input at the terminal. Any thread.
 */
public interface StandardStreams {
  /** The streams of a program without a terminal, which other programs do not get. */
  StandardStreams CLOSED =
      new StandardStreams() {
        @Override
        public boolean lendsInput() {
          return false;
        }

        @Override
        public boolean lendsOutput() {
          return false;
        }

        @Override
        public void lendInput(CompletableFuture<?> until) {
          // never called, since lendsInput is false
        }

        @Override
        public CompletableFuture<Optional<String>> readHidden(String question) {
          return CompletableFuture.failedFuture(new IOException("there is no terminal"));
        }
      };

  /**
   * Whether a program that is about to start may read this program's standard input; else it reads
   * an end of file.
   */
  boolean lendsInput();

  /**
   * Gives this program's standard input to a program that starts: the terminal has its usual
   * settings until {@code until} is done.
   */
  void lendInput(CompletableFuture<?> until);

  /**
   * Whether a program that is about to start may write to this program's standard output and error;
   * earlier output has been passed on then. Else the node copies what the program writes.
   */
  boolean lendsOutput();

  /**
   * Reads a line that is not shown while it is typed, such as a password. Cancelling the future
   * ends the reading and restores the terminal.
   *
   * @return the line without its end; empty at the end of the input; fails with {@link IOException}
   *     when there is no terminal
   */
  CompletableFuture<Optional<String>> readHidden(String question);
}
