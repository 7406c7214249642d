package io.rebeam.commands.shell;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The names of all commands with their colons, candidates of {@code :help}, which also takes names
 * without colons.
 */
public final class CommandNames implements Iterable<String> {
  private volatile List<String> names = List.of();

  /** Sets the names, when all commands have been made. */
  void set(Set<String> commands) {
    names = List.copyOf(commands);
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }
}
