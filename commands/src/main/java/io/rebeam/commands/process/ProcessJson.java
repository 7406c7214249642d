package io.rebeam.commands.process;

import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Processes for machines, with OTP's item names. */
final class ProcessJson {
  private ProcessJson() {}

  static JsonObject summary(ProcessSummary process) {
    return addSummary(new JsonObject(), process);
  }

  static JsonObject addSummary(JsonObject json, ProcessSummary process) {
    return json.put("pid", process.pid().toString())
        .put("registered_name", process.names().registered())
        .put("label", process.names().label())
        .put("initial_call", process.names().initialCall())
        .put("status", process.status().word())
        .put("message_queue_len", process.messageQueueLength())
        .put("age_ms", process.age().toMillis())
        .put("cpu_us", micros(process.cpuTime()))
        .put("current_location", emptyToNull(process.where()));
  }

  static JsonObject peer(Peer peer) {
    return new JsonObject()
        .put("pid", peer.pid().toString())
        .put("name", emptyToNull(peer.name()))
        .put("alive", !peer.name().isEmpty());
  }

  static List<JsonObject> peers(List<Peer> peers) {
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

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
