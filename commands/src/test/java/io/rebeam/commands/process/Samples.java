package io.rebeam.commands.process;

import io.rebeam.inspect.StackView;
import io.rebeam.inspect.StackView.Frame;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.Flow;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessInfo.Traffic;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Theme;
import io.rebeam.render.View;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** Sample processes. */
final class Samples {
  static final ProcessSummary READER =
      new ProcessSummary(
          new Pid(42),
          new ProcessNames("reader", null, "app.reader"),
          ProcessStatus.RUNNING,
          731,
          Duration.ofSeconds(252),
          Duration.ofMillis(61_200),
          "app.py:88 parse");

  static final ProcessSummary WORKER =
      new ProcessSummary(
          new Pid(41),
          new ProcessNames(null, "job 7", "app.worker"),
          ProcessStatus.WAITING,
          0,
          Duration.ofSeconds(3),
          Duration.ofMillis(12),
          "");

  static final ProcessSummary PLAIN =
      new ProcessSummary(
          new Pid(7),
          new ProcessNames(null, null, "app.main"),
          ProcessStatus.WAITING,
          2,
          Duration.ofHours(3),
          Duration.ZERO,
          "app.py:3 main");

  /** A process with all fields set. */
  static final ProcessSummary DETAILED =
      new ProcessSummary(
          new Pid(43),
          new ProcessNames("cache", null, "app.cache"),
          ProcessStatus.WAITING,
          5,
          Duration.ofSeconds(60),
          Duration.ofMillis(800),
          "app.py:9 cache",
          new ProcessRow.Details(new Pid(30), 2, 1, 3, 900, 169, 1234, "high", 1_300_000));

  static final Peer APP = new Peer(new Pid(30), "app");
  static final Peer DEAD = new Peer(new Pid(31), "");
  static final Peer CACHE = new Peer(new Pid(50), "cache");

  static final MessageView FIRST =
      new MessageView(1, Duration.ofMillis(12_400), new Pid(39), "(\"chunk\", b'\\x00')");
  static final MessageView LAST = new MessageView(731, Duration.ofMillis(20), null, "('stop',)");

  private Samples() {}

  static ProcessInfo info(
      ProcessSummary summary, List<Peer> links, List<Peer> monitors, List<Peer> monitoredBy) {
    return new ProcessInfo(
        summary, APP, true, links, monitors, monitoredBy, new Traffic(900, 169, 1234));
  }

  static MailboxView mailbox() {
    return new MailboxView(
        new Pid(42),
        731,
        Duration.ofMillis(12_400),
        List.of(new TagCount("(\"chunk\", …)", 702), new TagCount("int", 29)),
        List.of(FIRST, LAST));
  }

  /** A long mailbox that grows and whose oldest message no receive matches. */
  static MailboxView longMailbox() {
    return new MailboxView(
        new Pid(42),
        1_000_000,
        Duration.ofMillis(12_400),
        Duration.ofMillis(20),
        List.of(new TagCount("chunk", 9_900), new TagCount("stöp 停止", 100)),
        10_000,
        235_000_000,
        731,
        2_000_000,
        new Flow(61, 0.4, Duration.ofSeconds(3), false),
        List.of(FIRST, LAST));
  }

  static StackView stack(StackView.Source source, List<String> host) {
    return new StackView(
        READER,
        source,
        List.of(
            new Frame("app.py", 3, "main", "await parse(chunk)", false),
            new Frame("app.py", 88, "parse", "text = '停止' + e\u0301", false),
            new Frame("/opt/lib/python/rebeam/_process.py", 236, "receive", "poll()", true)),
        host,
        source == StackView.Source.WAITING ? Duration.ZERO : Duration.ofMillis(3_400));
  }

  static MailboxView emptyMailbox() {
    return new MailboxView(new Pid(42), 0, Duration.ZERO, List.of(), List.of());
  }

  static String table(View view) {
    return render(view, OutputFormat.TABLE);
  }

  static String json(View view) {
    return render(view, OutputFormat.JSON);
  }

  static String plain(View view) {
    return render(view, OutputFormat.PLAIN);
  }

  /** The table format on a screen of a width. */
  static String table(View view, int width) {
    return render(view, OutputFormat.TABLE, width);
  }

  private static String render(View view, OutputFormat format) {
    return render(view, format, 80);
  }

  private static String render(View view, OutputFormat format, int width) {
    var out = new StringWriter();
    Renderer.of(format, new OutputMode(Theme.NONE, width, true), true)
        .render(view, new PrintWriter(out));
    return out.toString();
  }
}
