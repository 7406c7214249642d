package io.rebeam.kernel.python.primitive;

import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.Reasons;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.term.Term;
import org.jspecify.annotations.Nullable;

/** Messages as Python gets them. A notice of the runtime becomes a value when it is first read. */
public final class MessageForms {
  private final Caller caller;
  private final TermForm terms;

  /** The library's value for no message; null before its first use. */
  private @Nullable Object nothing;

  public MessageForms(Caller caller, TermForm terms) {
    this.caller = caller;
    this.terms = terms;
  }

  /** The library's value for no message. */
  public Object nothing() {
    Object value = nothing;
    if (value == null) {
      value = caller.callbacks().get("NOTHING");
      nothing = value;
    }
    return value;
  }

  /** The message's value, or {@link #nothing} for null. Called by the receiver. */
  public Object orNothing(@Nullable Message message) {
    return message == null ? nothing() : toPython(message);
  }

  /** The message's value, which the message keeps. Called by the receiver. */
  public Object toPython(Message message) {
    if (message.payload instanceof Notice notice) {
      message.payload = toPython(notice);
    }
    return message.payload;
  }

  /** The value of a payload. */
  public Object ofPayload(Object payload) {
    return payload instanceof Notice notice ? toPython(notice) : payload;
  }

  private Object toPython(Notice notice) {
    Callbacks callbacks = caller.callbacks();
    return switch (notice) {
      case Notice.ExitNotice(var sender, ExitReason reason) ->
          callbacks.call("make_exit", Callbacks.orNone(sender), Reasons.toPython(reason));
      case Notice.DownNotice(long ref, var target, String name, ExitReason reason, Object tag) ->
          callbacks.call(
              "make_down",
              ref,
              Callbacks.orNone(target),
              Callbacks.orNone(name),
              Reasons.toPython(reason),
              Callbacks.orNone(tag));
      case Notice.GroupNotice(long ref, boolean isJoin, Term group, var members) ->
          callbacks.call(
              "make_group_event", ref, isJoin, terms.toPython(group), terms.pids(members));
      case Notice.TableNotice(long table, var from, Term data) ->
          callbacks.call("make_table_transfer", table, terms.pid(from), terms.toPython(data));
      case Notice.TimerNotice(long ref, Object message) ->
          callbacks.call("make_timer_fired", ref, message);
      case Notice.TickNotice(Object message) -> callbacks.call("make_tick", message);
    };
  }
}
