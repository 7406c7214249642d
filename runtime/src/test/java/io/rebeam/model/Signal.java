package io.rebeam.model;

import io.rebeam.model.Op.Place;
import org.jspecify.annotations.Nullable;

/** The signals of table B1 that the model knows. Links and monitors are named by their origin. */
sealed interface Signal {
  /** A message; {@code alias} is the alias it was sent by. */
  record Message(String text, @Nullable Place alias) implements Signal {}

  /** A request to be linked. */
  record LinkRequest(Place link) implements Signal {}

  /** The end of that very link (C11). */
  record Unlink(Place link) implements Signal {}

  /** An exit signal, by link or from {@code exit_signal}. */
  record Exit(String reason, boolean linked) implements Signal {}

  /** A request to monitor. */
  record MonitorRequest(Place ref) implements Signal {}

  /** The end of a monitor by its watcher. */
  record Demonitor(Place ref) implements Signal {}

  /** The end of a monitored process. */
  record Down(Place ref, String reason) implements Signal {}
}
