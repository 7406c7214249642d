package io.rebeam.kernel.behaviour;

import org.jspecify.annotations.Nullable;

/**
 * What a server, a supervisor or a task is in OTP's terms. It is set when the process is spawned,
 * so that it can be read while the process is busy. Any thread reads it.
 */
public final class Behaviour {
  private final String name;
  private final @Nullable Ancestor ancestors;

  /** Written by the process itself when its code is changed. */
  private volatile @Nullable Object serverClass;

  /** Written by the process itself, when it begins to supervise. */
  private volatile @Nullable Supervision supervision;

  /**
   * @param name the behaviour's, such as {@code GenServer}
   * @param ancestors the processes that it descends from; null without a parent
   * @param serverClass the Python class whose callbacks it runs; null for a task
   */
  public Behaviour(String name, @Nullable Ancestor ancestors, @Nullable Object serverClass) {
    this.name = name;
    this.ancestors = ancestors;
    this.serverClass = serverClass;
  }

  public String name() {
    return name;
  }

  /** The process that spawned it, and the ancestors of that; null without a parent. */
  public @Nullable Ancestor ancestors() {
    return ancestors;
  }

  public @Nullable Object serverClass() {
    return serverClass;
  }

  public void setServerClass(Object changed) {
    serverClass = changed;
  }

  /** Its children and what it does about them; null for all but supervisors. */
  public @Nullable Supervision supervision() {
    return supervision;
  }

  public void setSupervision(Supervision begun) {
    supervision = begun;
  }
}
