package io.rebeam.commands.shell;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The names of all commands with their colons, for completing {@code :help}, which takes them
 * without as well.
 */
public final class CommandNames implements Iterable<String> {
  private volatile List<String> names = List.of();

  /** Told once all commands are there. */
  void are(Set<String> commands) {
    names = List.copyOf(commands);
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }
}
