package io.rebeam.kernel.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** An event that a running trace shows, within its limits. */
@Name("rebeam.Trace")
@Label("Trace")
@Description("What a running trace tells")
@Category("rebeam")
@StackTrace(false)
final class TraceToldEvent extends Event {
  @Label("Trace")
  @Description("The number of the trace")
  int trace;

  @Label("Event")
  @Description("send, receive, spawn, exit, link, unlink, register, unregister")
  @Nullable String event;

  @Label("Process")
  @Nullable String process;

  @Label("Peer")
  @Description("The other process")
  @Nullable String peer;

  @Label("Text")
  @Nullable String text;

  @Label("Waited")
  @Description("How long a received message was in the mailbox")
  @Timespan
  long waited;
}
