package io.rebeam.kernel.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the processes that a server, a supervisor or a task descends from (semantics A38). The
 * children of a process share the rest of the chain.
 *
 * @param serial the process, dead or alive
 * @param name the name that it had when its child was spawned; null for none
 * @param next its own parent, as far as that is kept
 * @param count how many the chain has from here on
 */
public record Ancestor(long serial, @Nullable String name, @Nullable Ancestor next, int count) {
  /** The most ancestors that are kept of a process, the nearest ones. */
  public static final int MAX = 20;

  /**
   * The ancestors of a process that is spawned.
   *
   * @param serial its parent
   * @param name the name that the parent has now; null for none
   * @param parent what the parent is itself; null when a plain spawn has started it
   */
  public static Ancestor ofChild(long serial, @Nullable String name, @Nullable Behaviour parent) {
    Ancestor further = first(parent == null ? null : parent.ancestors(), MAX - 1);
    return new Ancestor(serial, name, further, 1 + count(further));
  }

  private static @Nullable Ancestor first(@Nullable Ancestor chain, int most) {
    if (chain == null || most == 0) {
      return null;
    }
    if (chain.count <= most) {
      return chain;
    }
    Ancestor further = first(chain.next, most - 1);
    return new Ancestor(chain.serial, chain.name, further, 1 + count(further));
  }

  private static int count(@Nullable Ancestor chain) {
    return chain == null ? 0 : chain.count;
  }

  /** A chain as a list, the parent first. */
  public static List<Ancestor> list(@Nullable Ancestor chain) {
    List<Ancestor> all = new ArrayList<>();
    for (Ancestor one = chain; one != null; one = one.next) {
      all.add(one);
    }
    return all;
  }
}
