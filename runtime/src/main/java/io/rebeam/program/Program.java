package io.rebeam.program;

import java.util.function.IntConsumer;

/**
 * What a node may do to the program it is part of.
 *
 * @param signals what the operating system's signals do
 * @param exit ends the program at once with an exit code, as {@code os._exit} does; any thread
 * @param streams its standard streams, for what is not Python code
 */
public record Program(SignalTable signals, IntConsumer exit, StandardStreams streams) {
  /** A program that leaves all signals as they are, and has nothing to restore at its end. */
  public static Program plain() {
    IntConsumer halt = Runtime.getRuntime()::halt;
    return new Program(new SignalTable(halt), halt, StandardStreams.CLOSED);
  }

  /** The same program with other streams. */
  public Program with(StandardStreams other) {
    return new Program(signals, exit, other);
  }
}
