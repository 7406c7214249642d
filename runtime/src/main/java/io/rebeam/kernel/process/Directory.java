package io.rebeam.kernel.process;

import io.rebeam.kernel.registry.NameRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the processes of a node are found: by serial, by name, by alias; and the serials that have
 * been given out, which are never used again. Any thread.
 */
public final class Directory {
  private final AtomicLong pids = new AtomicLong();
  private final AtomicLong refs = new AtomicLong();
  private final ProcessTable table = new ProcessTable();
  private final NameRegistry<LocalProcess> names = new NameRegistry<>();

  public ProcessTable table() {
    return table;
  }

  public NameRegistry<LocalProcess> names() {
    return names;
  }

  /** A process serial that was never used before (semantics A30). */
  long nextPid() {
    return pids.incrementAndGet();
  }

  /** The highest process serial used so far. */
  public long lastPid() {
    return pids.get();
  }

  /** A reference serial that was never used before (semantics D21). */
  public long nextRef() {
    return refs.incrementAndGet();
  }

  /** The serial of the last reference made. */
  public long lastRef() {
    return refs.get();
  }
}
