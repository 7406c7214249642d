package io.rebeam.commands.process;

import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Processes as JSON, with OTP's item names. */
public final class ProcessJson {
  private ProcessJson() {}

  /** All fields of a row. */
  public static JsonObject row(ProcessRow process) {
    ProcessRow.Details details = process.details();
    Pid parent = details.parent();
    return addSummary(new JsonObject(), process)
        .put("parent", parent == null ? null : parent.toString())
        .put("links", details.links())
        .put("monitors", details.monitors())
        .put("monitored_by", details.monitoredBy())
        .put("messages_in", details.messagesIn())
        .put("messages_out", details.messagesOut())
        .put("slices", details.slices())
        .put("priority", details.priority())
        .put("memory_bytes", details.memory());
  }

  public static JsonObject addSummary(JsonObject json, ProcessRow process) {
    return json.put("pid", process.pid().toString())
        .put("registered_name", process.names().registered())
        .put("label", process.names().label())
        .put("initial_call", process.names().initialCall())
        .put("behaviour", process.names().behaviour())
        .put("status", process.status().word())
        .put("message_queue_len", process.messageQueueLength())
        .put("age_ms", process.age().toMillis())
        .put("cpu_us", micros(process.cpuTime()))
        .putText("current_location", process.where());
  }

  public static JsonObject peer(Peer peer) {
    return new JsonObject()
        .put("pid", peer.pid().toString())
        .putText("name", peer.name())
        .put("alive", !peer.name().isEmpty());
  }

  public static @Nullable JsonObject peerOrNull(@Nullable Peer peer) {
    return peer == null ? null : peer(peer);
  }

  public static List<JsonObject> peers(List<Peer> peers) {
    return peers.stream().map(ProcessJson::peer).toList();
  }

  static JsonObject message(MessageView message) {
    Pid sender = message.sender();
    return new JsonObject()
        .put("position", message.position())
        .put("age_ms", message.age().toMillis())
        .put("sender", sender == null ? null : sender.toString())
        .put("repr", message.text());
  }

  /** Whole microseconds. */
  public static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
