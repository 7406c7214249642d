package io.rebeam.shell;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made at its first use. Any thread. */
final class Lazy<T> {
  private final Supplier<T> maker;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  boolean isMade() {
    return made != null;
  }

  T get() {
    T value = made;
    return value != null ? value : make();
  }

  private T make() {
    lock.lock();
    try {
      T value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    } finally {
      lock.unlock();
    }
  }
}
