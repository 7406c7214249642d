package io.rebeam.kernel.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A process has run longer than a slice without letting others run. */
@Name("rebeam.LongSlice")
@Label("Long Slice")
@Description("A process has run longer than a slice of 10 ms without letting others run")
@Category("rebeam")
@StackTrace(false)
final class LongSliceEvent extends Event {
  @Label("Process")
  @Nullable String process;

  @Label("Name")
  @Description("Its registered name, or its label")
  @Nullable String name;

  @Label("Length")
  @Timespan
  long length;
}
