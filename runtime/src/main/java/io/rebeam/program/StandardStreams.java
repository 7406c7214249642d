package io.rebeam.program;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The standard streams of the program that a node is part of, as far as other programs and the
 * person at the terminal are concerned. Any thread.
 */
public interface StandardStreams {
  /** Streams that nobody else gets, of a program without a terminal. */
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
          // nobody asks for it
        }

        @Override
        public CompletableFuture<Optional<String>> readHidden(String question) {
          return CompletableFuture.failedFuture(new IOException("there is no terminal"));
        }
      };

  /**
   * Called when a program is about to be started that is to read this program's standard input.
   * When it is false, that program reads an end of file.
   */
  boolean lendsInput();

  /**
   * A program that reads this program's standard input is being started: a terminal behaves as that
   * program expects of one until {@code until} is done.
   */
  void lendInput(CompletableFuture<?> until);

  /**
   * Called when a program is about to be started that is to write to this program's standard output
   * or error; what has been written to them before is on its way then. When it is false, the node
   * passes on what the program writes.
   */
  boolean lendsOutput();

  /**
   * Asks for a line that is not shown while it is typed, such as a password. To cancel the future
   * ends the question and restores the terminal.
   *
   * @return the line without its end; empty at the end of the input; fails with {@link IOException}
   *     when there is no terminal
   */
  CompletableFuture<Optional<String>> readHidden(String question);
}
