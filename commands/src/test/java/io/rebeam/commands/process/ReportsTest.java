package io.rebeam.commands.process;

import static io.rebeam.commands.process.Samples.APP;
import static io.rebeam.commands.process.Samples.CACHE;
import static io.rebeam.commands.process.Samples.DEAD;
import static io.rebeam.commands.process.Samples.FIRST;
import static io.rebeam.commands.process.Samples.PLAIN;
import static io.rebeam.commands.process.Samples.READER;
import static io.rebeam.commands.process.Samples.WORKER;
import static io.rebeam.commands.process.Samples.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.Shown;
import io.rebeam.commands.node.InfoReport;
import io.rebeam.commands.node.RegsCommand;
import io.rebeam.inspect.OtpView;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessSummary;
import io.rebeam.process.RegisteredProcess;
import io.rebeam.render.Report;
import io.rebeam.render.Tree;
import io.rebeam.render.View;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportsTest {
  @Nested
  class Info {
    private final ProcessInfo reader =
        Samples.info(READER, List.of(APP, DEAD), List.of(CACHE), List.of());

    private Report info(MailboxView mailbox) {
      return InfoReport.of(reader, OtpView.NONE, mailbox, Samples.stack(Source.EXACT, List.of()));
    }

    @Test
    void aProcessIsToldInSections() {
      assertThat(Samples.table(info(Samples.mailbox())))
          .isEqualTo(
              """
          <0.42.0> reader

          Overview
            registered name  reader
            initial call     app.reader
            status           running
            at               app.py:88 parse
            parent           <0.30.0> app
            trap exit        yes
            priority         normal
            age              4m12s
            cpu time         1m01s
            slices           1234
            memory           about 0 B
            message queue    731

          Links
            <0.30.0>  app
            <0.31.0>  dead

          Monitors
            <0.50.0>  cache

          Monitored by: none

          Traffic
            messages in   900
            messages out  169

          Mailbox
            #1    12.4 s ago  from <0.39.0>  ("chunk", b'\\x00')
            …
            #731   0.0 s ago                 ('stop',)

          Stack, exact
            app.py:3 in main
                await parse(chunk)
            app.py:88 in parse
                text = '停止' + e\u0301
            rebeam/_process.py:236 in receive
          """);
    }

    @Test
    void plainLinesStartWithTheirSection() {
      assertThat(Samples.plain(info(Samples.emptyMailbox())).lines())
          .contains(
              "overview\tstatus\trunning", "links\t<0.30.0>\tapp", "monitors\t<0.50.0>\tcache");
    }

    @Test
    void jsonHoldsTheSame() {
      assertThat(Samples.json(info(Samples.mailbox())))
          .isEqualTo(
              """
          {"v":1,"kind":"info","pid":"<0.42.0>","registered_name":"reader","label":null,\
          "initial_call":"app.reader","behaviour":null,"status":"running","message_queue_len":731,\
          "age_ms":252000,"cpu_us":61200000,"current_location":"app.py:88 parse",\
          "parent":{"pid":"<0.30.0>","name":"app","alive":true},\
          "ancestors":[],"supervisor":null,"child":null,"supervision":null,"trap_exit":true,\
          "priority":"normal","max_messages":null,"suspended_by":[],"suspending":[],\
          "messages_in":900,"messages_out":169,"slices":1234,"memory_bytes":0,\
          "links_count":2,"monitors_count":1,"monitored_by_count":0,\
          "links":[{"pid":"<0.30.0>","name":"app","alive":true},\
          {"pid":"<0.31.0>","name":null,"alive":false}],\
          "monitors":[{"pid":"<0.50.0>","name":"cache","alive":true}],"monitored_by":[],\
          "mailbox":{"length":731,"oldest_ms":12400,"newest_ms":0,"bytes":0,"skips":0,\
          "max_messages":null,"in_per_s":0.0,"out_per_s":0.0,"over_ms":0,"since_spawn":true,\
          "counted":731,\
          "tags":[{"tag":"(\\"chunk\\", …)","count":702},{"tag":"int","count":29}],\
          "messages":[{"position":1,"age_ms":12400,"sender":"<0.39.0>",\
          "repr":"(\\"chunk\\", b'\\\\x00')"},\
          {"position":731,"age_ms":20,"sender":null,"repr":"('stop',)"}]},\
          "stack":{"source":"exact","running_ms":3400,"frames":[\
          {"file":"app.py","line":3,"function":"main","code":"await parse(chunk)",\
          "library":false},\
          {"file":"app.py","line":88,"function":"parse","code":"text = '停止' + e\u0301",\
          "library":false},\
          {"file":"/opt/lib/python/rebeam/_process.py","line":236,"function":"receive",\
          "code":"poll()","library":true}],"host_frames":[]}}
          """);
    }
  }

  @Nested
  class Mailboxes {
    private Report mailbox(ProcessSummary process, MailboxView mailbox) {
      return MailboxReport.of(process, mailbox, MailboxQuery.ends(5, 5));
    }

    @Test
    void aMailboxIsSummedUpAndItsEndsShown() {
      assertThat(Samples.table(mailbox(READER, Samples.mailbox())))
          .isEqualTo(
              """
          <0.42.0> reader: 731 messages, the oldest 12.4 s old

          Tags
            702  ("chunk", …)
             29  int

          Messages
            #1    12.4 s ago  from <0.39.0>  ("chunk", b'\\x00')
            …
            #731   0.0 s ago                 ('stop',)
          """);
    }

    @Test
    void anEmptyMailboxIsOneLine() {
      assertThat(Samples.table(mailbox(WORKER, Samples.emptyMailbox())))
          .isEqualTo(
              """
          <0.41.0> "job 7": no messages
          """);
    }

    @Test
    void oneMessageIsNotTheOldestOfMany() {
      var one =
          new MailboxView(
              new Pid(42),
              1,
              Duration.ofMillis(12_400),
              List.of(new TagCount("str", 1)),
              List.of(FIRST));

      assertThat(mailbox(READER, one).title()).isEqualTo("<0.42.0> reader: 1 message, 12.4 s old");
    }

    @Test
    void rareTagsAreAddedUp() {
      var tags = LongStream.range(0, 13).mapToObj(i -> new TagCount("t" + i, 20 - i)).toList();
      var mailbox = new MailboxView(new Pid(42), 182, Duration.ZERO, tags, List.of());

      assertThat(Samples.table(mailbox(READER, mailbox)))
          .contains("  11  t9\n  27  others\n")
          .doesNotContain("t10");
    }

    @Test
    void jsonCarriesAgesInMilliseconds() {
      assertThat(Samples.json(mailbox(WORKER, Samples.emptyMailbox())))
          .isEqualTo(
              """
          {"v":1,"kind":"mbox","pid":"<0.41.0>","registered_name":null,"label":"job 7","length":0,\
          "oldest_ms":0,"newest_ms":0,"bytes":0,"skips":0,"max_messages":null,"in_per_s":0.0,\
          "out_per_s":0.0,"over_ms":0,"since_spawn":true,"counted":0,"tags":[],"messages":[]}
          """);
    }

    @Test
    void flushedMessagesAreListedWithoutATitle() {
      assertThat(Samples.table(FlushCommand.report(new Pid(42), Shown.of(List.of(FIRST), 0))))
          .isEqualTo(
              """
            #1  12.4 s ago  from <0.39.0>  ("chunk", b'\\x00')
          """);
      assertThat(Samples.table(FlushCommand.report(new Pid(42), Shown.of(List.of(), 0))))
          .isEqualTo("no messages\n");
    }
  }

  @Nested
  class Links {
    private final Peer reader = new Peer(READER.pid(), "reader");
    private final Peer worker = new Peer(WORKER.pid(), "\"job 7\"");
    private final Peer plain = new Peer(PLAIN.pid(), "app.main");

    private final Map<Pid, ProcessInfo> living =
        Map.of(
            READER.pid(), info(READER, List.of(worker, DEAD), List.of(plain), List.of()),
            WORKER.pid(), info(WORKER, List.of(reader, plain), List.of(), List.of()),
            PLAIN.pid(), info(PLAIN, List.of(worker), List.of(), List.of(reader)));

    private Tree tree(Pid start, int depth) {
      return LinkTree.of(
          Optional.ofNullable(living.get(start)).orElseThrow(),
          pid -> Optional.ofNullable(living.get(pid)),
          new LinkTree.Extent(depth, 0));
    }

    @Test
    void oneStepShowsLinksMonitorsAndTheDead() {
      assertThat(Samples.table(tree(READER.pid(), 1)))
          .isEqualTo(
              """
          <0.42.0> reader
          ├─ ↔ <0.41.0> "job 7"
          ├─ ↔ <0.31.0> dead
          └─ → <0.7.0> app.main
          """);
      assertThat(Samples.plain(tree(PLAIN.pid(), 1)))
          .isEqualTo(
              """
          <0.7.0> app.main
          |- <-> <0.41.0> "job 7"
          `- <- <0.42.0> reader
          """);
    }

    @Test
    void furtherStepsDoNotGoInCircles() {
      assertThat(Samples.table(tree(READER.pid(), 9)))
          .isEqualTo(
              """
          <0.42.0> reader
          ├─ ↔ <0.41.0> "job 7"
          │  └─ ↔ <0.7.0> app.main
          ├─ ↔ <0.31.0> dead
          └─ → <0.7.0> app.main
          """);
    }

    @Test
    void aCrowdIsCutShort() {
      var crowd = LongStream.range(100, 160).mapToObj(i -> new Peer(new Pid(i), "w")).toList();

      assertThat(
              Samples.table(
                  LinkTree.of(
                      info(READER, crowd, List.of(), List.of()),
                      _ -> Optional.empty(),
                      new LinkTree.Extent(2, 50))))
          .endsWith("├─ ↔ <0.149.0> w\n└─ … 10 more\n");
    }

    @Test
    void jsonNests() {
      assertThat(Samples.json(tree(WORKER.pid(), 2)))
          .contains(
              """
              "peers":[{"pid":"<0.42.0>","name":"reader","alive":true,"relation":"link","peers_count":2,"peers":[""");
    }
  }

  @Nested
  class Names {
    @Test
    void ofThousandsTheFirstAreShownAndAllAreCounted() {
      var entry = new RegisteredProcess("reader", READER, Duration.ofSeconds(250));
      View view = RegsCommand.table(Shown.of(Collections.nCopies(20_000, entry), 2));

      assertThat(Samples.table(view).lines())
          .hasSize(4)
          .endsWith("2 of 20000 names; -n 0 shows all");
      assertThat(Samples.json(view)).startsWith("{\"v\":1,\"kind\":\"regs\",\"total\":20000,");
    }

    @Test
    void aProcessWithAThousandWatchersTellsOfTheFirst() {
      List<Peer> two = List.of(new Peer(new Pid(5), "five"), new Peer(new Pid(6), "six"));

      assertThat(PeerRows.line(new Shown<>(two, 1_000)))
          .isEqualTo("<0.5.0> five, <0.6.0> six, … 998 more");
      assertThat(PeerRows.of(new Shown<>(two, 1_000)))
          .hasSize(3)
          .last()
          .isEqualTo(List.of(Shown.more(998)));
    }

    @Test
    void namesAreListedWithTheirHolders() {
      var entry = new RegisteredProcess("reader", READER, Duration.ofSeconds(250));

      assertThat(Samples.table(RegsCommand.table(Shown.of(List.of(entry), 0))))
          .isEqualTo(
              """
          NAME    PID       STATE     MQ  SINCE  AT
          reader  <0.42.0>  running  731  4m10s  app.py:88 parse
          1 name
          """);
      assertThat(Samples.table(RegsCommand.table(Shown.of(List.of(), 0))))
          .isEqualTo(
              """
          NAME  PID  STATE  MQ  SINCE  AT
          0 names
          """);
    }
  }

  @Nested
  class Kills {
    private final ProcessInfo trapping = info(READER, List.of(), List.of(), List.of());

    private final ProcessInfo simple =
        new ProcessInfo(
            WORKER, null, false, List.of(), List.of(), List.of(), new ProcessInfo.Traffic(0, 0, 1));

    private String told(ProcessInfo before, String reason, Optional<ProcessInfo> after) {
      return KillOutcome.view(before, reason, after, Optional.empty()).text();
    }

    @Test
    void anEndIsTold() {
      assertThat(told(simple, "kill", Optional.empty())).isEqualTo("killed <0.41.0> \"job 7\"");
      assertThat(told(simple, "shutdown", Optional.empty()))
          .isEqualTo("<0.41.0> \"job 7\" exited after the signal 'shutdown'");
      var successor = Optional.of(new Pid(91));
      assertThat(KillOutcome.view(trapping, "kill", Optional.empty(), successor).text())
          .isEqualTo("killed <0.42.0> reader; the name is <0.91.0>'s now");
    }

    @Test
    void aSurvivorIsToldWithTheReason() {
      assertThat(told(trapping, "shutdown", Optional.of(trapping)))
          .isEqualTo(
              "sent the exit signal 'shutdown' to <0.42.0> reader, which is still alive:"
                  + " it traps exits");
      assertThat(told(simple, "normal", Optional.of(simple)))
          .isEqualTo(
              "sent the exit signal 'normal' to <0.41.0> \"job 7\", which is still alive:"
                  + " 'normal' ends only its sender");
      assertThat(told(simple, "boom", Optional.of(simple)))
          .isEqualTo("sent the exit signal 'boom' to <0.41.0> \"job 7\", which is still alive");
    }

    @Test
    void jsonHoldsTheSame() {
      assertThat(Samples.json(KillOutcome.view(simple, "kill", Optional.empty(), Optional.empty())))
          .isEqualTo(
              """
          {"v":1,"kind":"kill","pid":"<0.41.0>","registered_name":null,"reason":"kill",\
          "exited":true,"successor":null}
          """);
    }
  }
}
