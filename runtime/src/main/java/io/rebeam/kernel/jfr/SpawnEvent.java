package io.rebeam.kernel.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A process starts. Off unless a recording switches it on, since there may be very many. */
@Name("rebeam.Spawn")
@Label("Process Spawn")
@Description("A process starts")
@Category("rebeam")
@StackTrace(false)
@Enabled(false)
final class SpawnEvent extends Event {
  @Label("Process")
  @Nullable String process;

  @Label("Parent")
  @Description("The process that spawned it")
  @Nullable String parent;

  @Label("Function")
  @Nullable String function;
}
