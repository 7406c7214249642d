package io.rebeam.kernel.trace;

import io.rebeam.kernel.process.LocalProcess;

/** Which processes a trace is about. */
public sealed interface Target {
  /** Every process, those spawned later included. */
  record All() implements Target {}

  /** One process, until it ends. */
  record One(LocalProcess process) implements Target {}

  /** Whoever holds a registered name. */
  record Named(String name) implements Target {}

  /** All processes with a label. */
  record Labelled(String label) implements Target {}
}
