package io.rebeam.commands.screen;

import io.rebeam.commands.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option {@code -i}, the refresh interval. A mixin. */
final class PaceOption {
  @Option(
      names = {"-i", "--interval"},
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "1s",
      description = "Time between two looks (default: ${DEFAULT-VALUE}).")
  private Duration interval = Duration.ZERO;

  /**
   * The chosen interval.
   *
   * @throws io.rebeam.error.BadArgumentException when the interval is too short or too long
   */
  Pace pace() {
    return new Pace(interval);
  }
}
