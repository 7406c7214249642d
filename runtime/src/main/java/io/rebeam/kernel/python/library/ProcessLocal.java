package io.rebeam.kernel.python.library;

import io.rebeam.kernel.process.LocalProcess;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code threading.local} holds its values by: those of a process are kept with the process.
 * GraalPy's {@code PThreadLocal} makes it ({@code runtime/src/build/GraalPyChanges.java}).
 */
public final class ProcessLocal extends ThreadLocal<@Nullable Object> {
  @Override
  public @Nullable Object get() {
    LocalProcess process = ThreadIdentity.process(Thread.currentThread());
    return process == null ? super.get() : process.threadLocal(this);
  }

  @Override
  public void set(@Nullable Object value) {
    LocalProcess process = ThreadIdentity.process(Thread.currentThread());
    if (process == null) {
      super.set(value);
    } else {
      process.setThreadLocal(this, value);
    }
  }
}
