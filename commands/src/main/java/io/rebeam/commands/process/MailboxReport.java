package io.rebeam.commands.process;

import io.rebeam.form.ProcessForms;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.Flow;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code :mbox}. */
public final class MailboxReport {
  private static final int MAX_TAGS = 10;

  /** The length from which on a mailbox may be called growing. */
  private static final int MIN_GROWING = 20;

  /** The ratio of arrivals to departures from which on a mailbox is called growing. */
  private static final double MIN_RATIO = 1.1;

  private MailboxReport() {}

  static Report of(ProcessRow process, MailboxView mailbox, MailboxQuery query) {
    String title = PeerRows.text(process) + ": " + count(mailbox);
    JsonObject json = json(process, mailbox);
    if (mailbox.length() == 0) {
      return new Report(title, List.of(), json);
    }
    List<Section> sections = new ArrayList<>();
    List<List<Cell>> facts = facts(mailbox);
    if (!facts.isEmpty()) {
      sections.add(new Section("Mailbox", facts));
    }
    sections.add(new Section(tagsHeading(mailbox), tags(mailbox)));
    if (!mailbox.messages().isEmpty()) {
      sections.add(
          new Section(
              "Messages",
              MessageRows.of(mailbox.messages(), Math.max(1, query.from())),
              query.whole()));
    } else if (query.from() > mailbox.length()) {
      sections.add(
          new Section("", List.of(List.of(Cell.text("no message " + query.from(), Style.FAINT)))));
    }
    return new Report(title, sections, json);
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

  /** Flow, size, and problems found. */
  public static List<List<Cell>> facts(MailboxView mailbox) {
    List<List<Cell>> rows = new ArrayList<>();
    Flow flow = mailbox.flow();
    if (!flow.over().isZero()) {
      String since = flow.sinceSpawn() ? "since its start" : "over " + Elapsed.compact(flow.over());
      rows.add(row("rate", "%s in, %s out %s".formatted(rate(flow.in()), rate(flow.out()), since)));
    }
    if (isGrowing(mailbox)) {
      rows.add(warning("growing", "by " + rate(flow.growth()) + full(mailbox)));
    }
    if (mailbox.bytes() > 0) {
      rows.add(row("size", "about " + ByteSize.text(mailbox.bytes())));
    }
    if (mailbox.skips() > 0) {
      String receives = mailbox.skips() == 1 ? "1 receive" : mailbox.skips() + " receives";
      rows.add(
          warning("skipped", "#1 was passed over by " + receives + ": it matches none of them"));
    }
    return rows;
  }

  private static boolean isGrowing(MailboxView mailbox) {
    Flow flow = mailbox.flow();
    return mailbox.length() >= MIN_GROWING && flow.in() > flow.out() * MIN_RATIO;
  }

  private static String full(MailboxView mailbox) {
    Integer limit = mailbox.limit();
    if (limit == null) {
      return "";
    }
    double seconds = Math.max(0, limit - mailbox.length()) / mailbox.flow().growth();
    return ", full in about " + Elapsed.compact(Duration.ofMillis((long) (seconds * 1e3)));
  }

  /** {@code 61/s}, {@code 0.4/s}. */
  static String rate(double perSecond) {
    return perSecond < 10 ? "%.1f/s".formatted(perSecond) : "%.0f/s".formatted(perSecond);
  }

  private static String tagsHeading(MailboxView mailbox) {
    return mailbox.counted() < mailbox.length()
        ? "Tags of the oldest and newest " + mailbox.counted()
        : "Tags";
  }

  static List<List<Cell>> tags(MailboxView mailbox) {
    List<List<Cell>> rows = new ArrayList<>();
    mailbox.tags().stream().limit(MAX_TAGS).forEach(tag -> rows.add(tag(tag.count(), tag.tag())));
    long others = mailbox.tags().stream().skip(MAX_TAGS).mapToLong(TagCount::count).sum();
    if (others > 0) {
      rows.add(tag(others, "others"));
    }
    return rows;
  }

  private static List<Cell> tag(long count, String text) {
    return List.of(Cell.number(count), Cell.text(text));
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value));
  }

  private static List<Cell> warning(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value, Style.WARNING));
  }

  private static JsonObject json(ProcessRow process, MailboxView mailbox) {
    return JsonObject.document("mbox")
        .put("pid", process.pid().toString())
        .put("registered_name", process.names().registered())
        .put("label", process.names().label())
        .add(ProcessForms.MAILBOX, mailbox);
  }
}
