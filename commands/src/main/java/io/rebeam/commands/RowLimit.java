package io.rebeam.commands;

import io.rebeam.error.BadArgumentException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -n} of commands that print lists. A mixin. */
public final class RowLimit {
  private static final int MAX_ROWS_ON_SCREEN = 100;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "At most N lines a list; 0 for all. A screen gets 100 by default.")
  private @Nullable Integer limit;

  /**
   * The maximum number of rows of a list; 0 for all.
   *
   * @throws BadArgumentException when a negative number was given
   */
  public int rows(OutputOptions output) {
    if (limit != null && limit < 0) {
      throw new BadArgumentException("a number of lines cannot be negative: " + limit);
    }
    return limit != null ? limit : output.isForScreen() ? MAX_ROWS_ON_SCREEN : 0;
  }
}
