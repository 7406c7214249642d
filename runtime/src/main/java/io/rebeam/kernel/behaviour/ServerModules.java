package io.rebeam.kernel.behaviour;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;

/** The Python modules that have defined classes of servers, for completion. Any thread. */
public final class ServerModules {
  private static final int MAX = 1_000;

  private final ConcurrentSkipListSet<String> names = new ConcurrentSkipListSet<>();

  /** A module has defined a class of servers; dropped when there are very many. */
  public void note(String name) {
    if (names.size() < MAX) {
      names.add(name);
    }
  }

  /** All of them, sorted. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
