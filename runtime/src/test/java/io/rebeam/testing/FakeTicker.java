package io.rebeam.testing;

import io.rebeam.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test advances. */
public final class FakeTicker implements Ticker {
  private final AtomicLong now;

  /** A clock that starts close to the overflow of its counter, as a real one may. */
  public FakeTicker() {
    this(Long.MAX_VALUE - 1_000);
  }

  public FakeTicker(long start) {
    now = new AtomicLong(start);
  }

  @Override
  public long nanos() {
    return now.get();
  }

  public void advance(long nanos) {
    now.addAndGet(nanos);
  }
}
