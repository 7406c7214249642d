package io.rebeam.commands.screen;

import io.rebeam.commands.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code -i}: how often a command looks again. A mixin. */
final class PaceOption {
  @Option(
      names = {"-i", "--interval"},
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "1s",
      description = "Time between two looks (default: ${DEFAULT-VALUE}).")
  private Duration interval = Duration.ZERO;

  /**
   * What was asked for.
   *
   * @throws io.rebeam.error.BadArgumentException when it is too short or too long
   */
  Pace pace() {
    return new Pace(interval);
  }
}
