package io.rebeam.commands.node;

import io.rebeam.commands.Shown;
import io.rebeam.commands.otp.SupervisionText;
import io.rebeam.commands.process.MailboxReport;
import io.rebeam.commands.process.MessageRows;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.commands.process.StackReport;
import io.rebeam.form.ProcessForms;
import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.OtpView;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.process.MailboxView;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Control;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of {@code :info PID}. */
public final class InfoReport {
  private InfoReport() {}

  public static Report of(ProcessInfo process, OtpView otp, MailboxView mailbox, StackView stack) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Overview", overview(process, otp)));
    SupervisionView supervision = otp.supervision();
    if (supervision != null) {
      sections.add(new Section("Children", children(supervision)));
    }
    sections.add(new Section("Links", PeerRows.of(PeerRows.links(process))));
    sections.add(new Section("Monitors", PeerRows.of(PeerRows.monitors(process))));
    sections.add(new Section("Monitored by", PeerRows.of(PeerRows.monitoredBy(process))));
    sections.add(new Section("Traffic", traffic(process, mailbox)));
    sections.add(new Section("Mailbox", MessageRows.of(mailbox.messages())));
    sections.add(new Section("Stack, " + stack.source().text(), StackReport.rows(stack)));
    return new Report(
        PeerRows.text(process.summary()), sections, json(process, otp, mailbox, stack));
  }

  private static List<List<Cell>> overview(ProcessInfo process, OtpView otp) {
    ProcessSummary summary = process.summary();
    Control control = process.control();
    List<List<Cell>> rows = new ArrayList<>();
    addField(rows, "registered name", summary.names().registered());
    addField(rows, "label", summary.names().label());
    addField(rows, "initial call", summary.names().initialCall());
    addField(rows, "behaviour", otp.behaviour());
    addField(rows, "status", summary.status().word());
    addField(rows, "at", summary.where());
    addField(rows, "parent", parent(process.parent()));
    addField(rows, "ancestors", peers(otp.ancestors()));
    addOtp(rows, otp);
    addField(rows, "trap exit", process.trapExit() ? "yes" : "no");
    addField(rows, "priority", control.priority());
    addField(rows, "max messages", limit(control.maxMessages()));
    addField(rows, "suspended by", peers(control.suspendedBy()));
    addField(rows, "suspends", peers(control.suspending()));
    addField(rows, "age", Elapsed.compact(summary.age()));
    addField(rows, "cpu time", Elapsed.spent(summary.cpuTime()));
    addField(rows, "slices", Long.toString(process.traffic().slices()));
    addField(rows, "memory", "about " + ByteSize.text(summary.details().memory()));
    addField(rows, "message queue", Long.toString(summary.messageQueueLength()));
    return rows;
  }

  private static void addOtp(List<List<Cell>> rows, OtpView otp) {
    Peer supervisor = otp.supervisor();
    ChildView child = otp.child();
    SupervisionView supervision = otp.supervision();
    if (supervisor != null && child != null) {
      addField(rows, "supervisor", PeerRows.text(supervisor));
      addField(rows, "child", SupervisionText.specification(child));
      addField(rows, "restarts", SupervisionText.restarts(child));
    }
    if (supervision != null) {
      addField(rows, "strategy", SupervisionText.flags(supervision));
    }
  }

  private static List<List<Cell>> children(SupervisionView supervision) {
    List<List<Cell>> rows = new ArrayList<>();
    supervision.children().forEach(child -> rows.add(SupervisionText.row(child)));
    int hidden = supervision.total() - supervision.children().size();
    if (hidden > 0) {
      rows.add(List.of(Shown.more(hidden)));
    }
    return rows;
  }

  private static List<List<Cell>> traffic(ProcessInfo process, MailboxView mailbox) {
    List<List<Cell>> rows = new ArrayList<>();
    addField(rows, "messages in", Long.toString(process.traffic().messagesIn()));
    addField(rows, "messages out", Long.toString(process.traffic().messagesOut()));
    rows.addAll(MailboxReport.facts(mailbox));
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

  private static @Nullable String limit(@Nullable Integer limit) {
    return limit == null ? null : limit.toString();
  }

  private static String peers(List<Peer> peers) {
    return peers.stream().map(PeerRows::text).collect(Collectors.joining(", "));
  }

  private static JsonObject json(
      ProcessInfo process, OtpView otp, MailboxView mailbox, StackView stack) {
    Control control = process.control();
    return ProcessJson.addSummary(JsonObject.document("info"), process.summary())
        .put("parent", ProcessJson.peerOrNull(process.parent()))
        .put("ancestors", ProcessJson.peers(otp.ancestors()))
        .put("supervisor", ProcessJson.peerOrNull(otp.supervisor()))
        .put("child", SupervisionText.childOrNull(otp.child()))
        .put("supervision", SupervisionText.json(otp.supervision()))
        .put("trap_exit", process.trapExit())
        .put("priority", control.priority())
        .put("max_messages", control.maxMessages())
        .put("suspended_by", ProcessJson.peers(control.suspendedBy()))
        .put("suspending", ProcessJson.peers(control.suspending()))
        .put("messages_in", process.traffic().messagesIn())
        .put("messages_out", process.traffic().messagesOut())
        .put("slices", process.traffic().slices())
        .put("memory_bytes", process.summary().details().memory())
        .put("links_count", PeerRows.links(process).total())
        .put("monitors_count", PeerRows.monitors(process).total())
        .put("monitored_by_count", PeerRows.monitoredBy(process).total())
        .put("links", ProcessJson.peers(process.links()))
        .put("monitors", ProcessJson.peers(process.monitors()))
        .put("monitored_by", ProcessJson.peers(process.monitoredBy()))
        .put("mailbox", JsonObject.of(ProcessForms.MAILBOX, mailbox))
        .put("stack", JsonObject.of(ProcessForms.FRAMES, stack));
  }
}
