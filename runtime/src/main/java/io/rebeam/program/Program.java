package io.rebeam.program;

import java.util.function.IntConsumer;

/**
 * The program that a node is part of, as far as the node may change it.
 *
 * @param signals the dispositions of the operating system's signals
 * @param exit ends the program at once with an exit code, as {@code os._exit} does; any thread
 * @param streams its standard streams, for use by code that is not Python
 */
public record Program(SignalTable signals, IntConsumer exit, StandardStreams streams) {
  /** A program without signal handlers and with nothing to restore at its end. */
  public static Program plain() {
    IntConsumer halt = Runtime.getRuntime()::halt;
    return new Program(new SignalTable(halt), halt, StandardStreams.CLOSED);
  }

  /** The same program with other streams. */
  public Program with(StandardStreams other) {
    return new Program(signals, exit, other);
  }
}
