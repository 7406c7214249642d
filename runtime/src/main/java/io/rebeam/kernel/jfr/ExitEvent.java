package io.rebeam.kernel.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A process has ended. Off unless a recording switches it on. */
@Name("rebeam.Exit")
@Label("Process Exit")
@Description("A process has ended")
@Category("rebeam")
@StackTrace(false)
@Enabled(false)
final class ExitEvent extends Event {
  @Label("Process")
  @Nullable String process;

  @Label("Name")
  @Description("Its registered name, or its label")
  @Nullable String name;

  @Label("Function")
  @Nullable String function;

  @Label("Reason")
  @Nullable String reason;

  @Label("Origin")
  @Description("Who brought the end about: itself, link, signal, outside, runtime")
  @Nullable String origin;

  @Label("Lifetime")
  @Timespan
  long lifetime;

  @Label("Messages Left")
  @Description("Messages in its mailbox at the end")
  int messagesLeft;
}
