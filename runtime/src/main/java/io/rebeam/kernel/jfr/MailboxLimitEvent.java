package io.rebeam.kernel.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A mailbox was full, and its process exits. */
@Name("rebeam.MailboxLimit")
@Label("Mailbox Limit")
@Description("A mailbox was full, and its process exits")
@Category("rebeam")
@StackTrace(false)
final class MailboxLimitEvent extends Event {
  @Label("Process")
  @Nullable String process;

  @Label("Name")
  @Description("Its registered name, or its label")
  @Nullable String name;

  @Label("Limit")
  @Description("The messages it may hold: max_messages")
  int limit;
}
