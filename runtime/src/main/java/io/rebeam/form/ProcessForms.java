package io.rebeam.form;

import io.rebeam.form.RecordForm.Reader;
import io.rebeam.inspect.MonitorView;
import io.rebeam.inspect.ProcessGroups.Group;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.TimerList.TimerView;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.ProcessRow;
import java.util.Locale;

/** Processes and what belongs to one, with OTP's item names. */
public final class ProcessForms {
  private ProcessForms() {}

  /** What every view of a process begins with. */
  public static final RecordForm<ProcessRow> SUMMARY =
      RecordForm.<ProcessRow>empty()
          .field("pid", ProcessRow::pid)
          .field("registered_name", row -> row.names().registered())
          .field("label", row -> row.names().label())
          .field("initial_call", row -> row.names().initialCall())
          .field("behaviour", row -> row.names().behaviour())
          .field("status", row -> row.status().word())
          .field("message_queue_len", ProcessRow::messageQueueLength)
          .millis("age_ms", ProcessRow::age)
          .micros("cpu_us", ProcessRow::cpuTime)
          .text("current_location", ProcessRow::where);

  private static final RecordForm<ProcessRow.Details> DETAILS =
      RecordForm.<ProcessRow.Details>empty()
          .field("parent", ProcessRow.Details::parent)
          .field("links", ProcessRow.Details::links)
          .field("monitors", ProcessRow.Details::monitors)
          .field("monitored_by", ProcessRow.Details::monitoredBy)
          .field("messages_in", ProcessRow.Details::messagesIn)
          .field("messages_out", ProcessRow.Details::messagesOut)
          .field("slices", ProcessRow.Details::slices)
          .field("priority", ProcessRow.Details::priority)
          .field("memory_bytes", ProcessRow.Details::memory);

  /** All that a row of a table can tell. */
  public static final RecordForm<ProcessRow> ROW = SUMMARY.all(DETAILS, ProcessRow::details);

  public static final RecordForm<Group> GROUP =
      RecordForm.<Group>empty()
          .textOrEmpty("key", Group::key)
          .field("count", Group::count)
          .field("message_queue_len", Group::messages)
          .field("longest_message_queue", Group::longest)
          .micros("cpu_us", Group::cpuTime);

  public static final RecordForm<MessageView> MESSAGE =
      RecordForm.<MessageView>empty()
          .field("position", MessageView::position)
          .millis("age_ms", MessageView::age)
          .field("sender", MessageView::sender)
          .field("repr", MessageView::text);

  private static final RecordForm<TagCount> TAG =
      RecordForm.<TagCount>empty().field("tag", TagCount::tag).field("count", TagCount::count);

  public static final RecordForm<MailboxView> MAILBOX =
      RecordForm.<MailboxView>empty()
          .field(Reader.PYTHON, "pid", MailboxView::pid)
          .field("length", MailboxView::length)
          .millis("oldest_ms", MailboxView::oldest)
          .millis("newest_ms", MailboxView::newest)
          .field("bytes", MailboxView::bytes)
          .field("skips", MailboxView::skips)
          .field("max_messages", MailboxView::limit)
          .field("in_per_s", mailbox -> mailbox.flow().in())
          .field("out_per_s", mailbox -> mailbox.flow().out())
          .millis("over_ms", mailbox -> mailbox.flow().over())
          .field("since_spawn", mailbox -> mailbox.flow().sinceSpawn())
          .field("counted", MailboxView::counted)
          .list("tags", TAG, MailboxView::tags)
          .list("messages", MESSAGE, MailboxView::messages);

  public static final RecordForm<MonitorView> MONITOR =
      RecordForm.<MonitorView>empty()
          .field("ref", monitor -> new Ref(monitor.ref()))
          .field("relation", monitor -> monitor.outgoing() ? "monitors" : "monitored_by")
          .process("process", "pid", MonitorView::peer)
          .field("registered_name", MonitorView::name);

  public static final RecordForm<TimerView> TIMER =
      RecordForm.<TimerView>empty()
          .field("ref", timer -> new Ref(timer.ref()))
          .millis("due_ms", TimerView::due)
          .field("kind", timer -> timer.kind().word())
          .millis("period_ms", TimerView::period)
          .process("process", "pid", TimerView::process)
          .field("registered_name", TimerView::name)
          .field("tag", TimerView::tag);

  private static final RecordForm<StackView.Frame> FRAME =
      RecordForm.<StackView.Frame>empty()
          .textOrEmpty("file", StackView.Frame::file)
          .field("line", StackView.Frame::line)
          .field("function", StackView.Frame::function)
          .field("code", StackView.Frame::code)
          .field(Reader.JSON, "library", StackView.Frame::library);

  /** A stack without its process. */
  public static final RecordForm<StackView> FRAMES =
      RecordForm.<StackView>empty()
          .field("source", stack -> stack.source().name().toLowerCase(Locale.ROOT))
          .millis("running_ms", StackView::held)
          .list("frames", FRAME, StackView::frames)
          .field("host_frames", StackView::hostFrames);

  public static final RecordForm<StackView> STACK =
      RecordForm.<StackView>empty()
          .all(Reader.JSON, SUMMARY, StackView::process)
          .field(Reader.PYTHON, "pid", stack -> stack.process().pid())
          .field(Reader.PYTHON, "status", stack -> stack.process().status().word())
          .all(FRAMES, stack -> stack);
}
