package io.rebeam.commands.process;

import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code :mbox}. */
final class MailboxReport {
  private static final int MAX_TAGS = 10;

  private MailboxReport() {}

  static Report of(ProcessSummary process, MailboxView mailbox) {
    String title = PeerRows.text(process) + ": " + count(mailbox);
    if (mailbox.length() == 0) {
      return new Report(title, List.of(), json(process, mailbox));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Tags", tags(mailbox.tags())));
    if (!mailbox.messages().isEmpty()) {
      sections.add(new Section("Messages", MessageRows.of(mailbox.messages())));
    }
    return new Report(title, sections, json(process, mailbox));
  }

  private static String count(MailboxView mailbox) {
    if (mailbox.length() == 0) {
      return "no messages";
    }
    String oldest = Elapsed.seconds(mailbox.oldest());
    return mailbox.length() == 1
        ? "1 message, " + oldest + " old"
        : mailbox.length() + " messages, the oldest " + oldest + " old";
  }

  private static List<List<Cell>> tags(List<TagCount> tags) {
    List<List<Cell>> rows = new ArrayList<>();
    tags.stream().limit(MAX_TAGS).forEach(tag -> rows.add(tag(tag.count(), tag.tag())));
    long others = tags.stream().skip(MAX_TAGS).mapToLong(TagCount::count).sum();
    if (others > 0) {
      rows.add(tag(others, "others"));
    }
    return rows;
  }

  private static List<Cell> tag(long count, String text) {
    return List.of(Cell.number(count), Cell.text(text));
  }

  private static JsonObject json(ProcessSummary process, MailboxView mailbox) {
    return add(
        JsonObject.document("mbox")
            .put("pid", process.pid().toString())
            .put("registered_name", process.names().registered())
            .put("label", process.names().label()),
        mailbox);
  }

  /** The mailbox's own keys, as {@code :info} has them too. */
  static JsonObject add(JsonObject json, MailboxView mailbox) {
    return json.put("length", mailbox.length())
        .put("oldest_ms", mailbox.oldest().toMillis())
        .put("tags", mailbox.tags().stream().map(MailboxReport::tagJson).toList())
        .put("messages", mailbox.messages().stream().map(ProcessJson::message).toList());
  }

  private static JsonObject tagJson(TagCount tag) {
    return new JsonObject().put("tag", tag.tag()).put("count", tag.count());
  }
}
