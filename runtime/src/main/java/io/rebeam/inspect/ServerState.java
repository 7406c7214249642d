package io.rebeam.inspect;

import io.rebeam.process.Pid;
import java.util.List;

/**
 * The state of a server at one moment, between two of its callbacks.
 *
 * @param pid the server
 * @param serverClass the class whose callbacks it runs
 * @param suspended whether {@code introspect.suspend} keeps it from its messages
 * @param attributes the attributes of the state
 * @param leftOut the number of attributes left out
 */
public record ServerState(
    Pid pid, String serverClass, boolean suspended, List<Attribute> attributes, int leftOut) {
  public ServerState {
    attributes = List.copyOf(attributes);
  }

  /**
   * A part of a state.
   *
   * @param name the attribute's name; empty when the state has no attributes, but is one value
   * @param text the value as Python shows it, cut
   */
  public record Attribute(String name, String text) {}
}
