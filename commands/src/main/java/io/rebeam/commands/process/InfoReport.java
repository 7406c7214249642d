package io.rebeam.commands.process;

import io.rebeam.process.MailboxView;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code :info PID}. */
final class InfoReport {
  private InfoReport() {}

  static Report of(ProcessInfo process, MailboxView mailbox) {
    return new Report(
        PeerRows.text(process.summary()),
        List.of(
            new Section("Overview", overview(process)),
            new Section("Links", PeerRows.of(process.links())),
            new Section("Monitors", PeerRows.of(process.monitors())),
            new Section("Monitored by", PeerRows.of(process.monitoredBy())),
            new Section("Mailbox", MessageRows.of(mailbox.messages()))),
        json(process, mailbox));
  }

  private static List<List<Cell>> overview(ProcessInfo process) {
    ProcessSummary summary = process.summary();
    List<List<Cell>> rows = new ArrayList<>();
    addField(rows, "registered name", summary.names().registered());
    addField(rows, "label", summary.names().label());
    addField(rows, "initial call", summary.names().initialCall());
    addField(rows, "status", summary.status().word());
    addField(rows, "at", summary.where());
    addField(rows, "parent", parent(process.parent()));
    addField(rows, "trap exit", process.trapExit() ? "yes" : "no");
    addField(rows, "age", Elapsed.compact(summary.age()));
    addField(rows, "cpu time", Elapsed.spent(summary.cpuTime()));
    addField(rows, "message queue", Long.toString(summary.messageQueueLength()));
    addField(rows, "messages in", Long.toString(process.traffic().messagesIn()));
    addField(rows, "messages out", Long.toString(process.traffic().messagesOut()));
    addField(rows, "slices", Long.toString(process.traffic().slices()));
    return rows;
  }

  private static void addField(List<List<Cell>> rows, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      rows.add(List.of(Cell.text(name), Cell.text(value)));
    }
  }

  private static @Nullable String parent(@Nullable Peer parent) {
    return parent == null ? null : PeerRows.text(parent);
  }

  private static JsonObject json(ProcessInfo process, MailboxView mailbox) {
    Peer parent = process.parent();
    return ProcessJson.addSummary(JsonObject.document("info"), process.summary())
        .put("parent", parent == null ? null : ProcessJson.peer(parent))
        .put("trap_exit", process.trapExit())
        .put("messages_in", process.traffic().messagesIn())
        .put("messages_out", process.traffic().messagesOut())
        .put("slices", process.traffic().slices())
        .put("links", ProcessJson.peers(process.links()))
        .put("monitors", ProcessJson.peers(process.monitors()))
        .put("monitored_by", ProcessJson.peers(process.monitoredBy()))
        .put("mailbox", MailboxReport.add(new JsonObject(), mailbox));
  }
}
