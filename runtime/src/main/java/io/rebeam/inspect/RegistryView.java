package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;

/**
 * A registry.
 *
 * @param process its process
 * @param unique whether a key has at most one process
 * @param keys the number of keys
 * @param entries the number of entries; more than keys when keys are shared
 */
public record RegistryView(Peer process, boolean unique, int keys, int entries) {
  /**
   * An entry of a registry.
   *
   * @param key the key, as Python shows it
   * @param process the registered process
   * @param value its value, as Python shows it
   */
  public record Entry(String key, Peer process, String value) {}
}
