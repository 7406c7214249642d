package io.rebeam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.SessionOptions;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.testing.CapturedOutput;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeTest {
  @RegisterExtension final TestNode testNode = new TestNode();

  private Node node() {
    return testNode.node();
  }

  private ProcessInfo info(Pid pid) {
    return node().process(pid).orElseThrow();
  }

  @Test
  @DisplayName("T-H04 (H5): questions are answered within a second while Python is busy")
  void questionsAreAnsweredWhilePythonIsBusy() {
    TestNode.Running busy =
        testNode.start(
            """
            register("busy")
            for n in range(3):
                send(self(), ("inc", n))
            print("runs", flush=True)
            while True:
                pass
            """);
    testNode.expectOutput("runs");

    CompletableFuture<String> answers =
        CompletableFuture.supplyAsync(
            () -> {
              ProcessSummary row =
                  node().processes().stream()
                      .filter(p -> p.pid().equals(busy.pid()))
                      .findFirst()
                      .orElseThrow();
              MailboxView mailbox =
                  node().inspector().mailbox(busy.pid(), MailboxQuery.ends(1, 1)).orElseThrow();
              return row.names().display()
                  + " "
                  + row.status()
                  + " "
                  + info(busy.pid()).summary().messageQueueLength()
                  + " "
                  + mailbox.tags()
                  + " "
                  + mailbox.messages().stream().map(MailboxView.MessageView::text).toList()
                  + " "
                  + node().registered().getFirst().name()
                  + " "
                  + node().resolve("busy").equals(busy.pid());
            });

    assertThat(answers)
        .succeedsWithin(1, TimeUnit.SECONDS)
        .isEqualTo(
            "busy RUNNING 3 [TagCount[tag=inc, count=3]] [('inc', 0), ('inc', 2)] busy true");
    assertThat(node().exit(busy.pid(), "kill")).isTrue();
    assertThat(TestProbe.await(busy.result())).isInstanceOf(EvalResult.EvaluatorDied.class);
  }

  @Test
  @DisplayName("T-H05, T-H06 (H): status, relations and counters of a waiting process")
  void everythingAboutAProcess() {
    TestNode.Running program =
        testNode.start(
            """
            async def worker():
                set_label("job 7")
                trap_exit(True)
                await receive(lambda m: m == "stop")

            w = spawn_link(worker)
            ref = monitor(w)
            send(w, "junk")
            send(w, ["junk", 2])
            print("ready", flush=True)
            await receive(Down)
            """);
    testNode.expectOutput("ready");
    TestProbe.expect(
        () -> testNode.others().stream().anyMatch(p -> p.status() == ProcessStatus.WAITING),
        () -> "" + testNode.others());
    Pid pid = testNode.others().getFirst().pid();
    TestProbe.expect(() -> info(pid).trapExit(), () -> "trapping " + info(pid));

    ProcessInfo info = info(pid);

    assertThat(info.summary().names().display()).isEqualTo("\"job 7\"");
    assertThat(info.summary().names().initialCall()).isEqualTo("worker");
    assertThat(info.summary().messageQueueLength()).isEqualTo(2);
    assertThat(info.summary().where()).contains("test.py:4");
    assertThat(info.parent()).isNotNull();
    assertThat(info.links()).map(ProcessInfo.Peer::pid).containsExactly(program.pid());
    assertThat(info.monitoredBy()).map(ProcessInfo.Peer::pid).containsExactly(program.pid());
    assertThat(info(program.pid()).monitors()).map(ProcessInfo.Peer::pid).containsExactly(pid);
    assertThat(info.traffic().messagesIn()).isEqualTo(2);
    assertThat(node().resolve("job 7")).isEqualTo(pid);
    assertThat(node().resolve("" + pid.serial())).isEqualTo(pid);
    assertThat(node().userProcessCount()).isEqualTo(1);

    assertThat(node().flush(pid))
        .map(MailboxView.MessageView::text)
        .containsExactly("'junk'", "['junk', 2]");
    assertThat(node().exit(pid, "kill")).isTrue();
    assertThat(node().exit(pid, "kill")).isFalse();
    assertThat(node().process(pid)).isEmpty();
    // The program is linked to it.
    assertThat(TestProbe.await(program.result())).isInstanceOf(EvalResult.EvaluatorDied.class);
  }

  @Test
  @DisplayName("T-H01 (H1): the dead are not there; unknown ones are told apart")
  void theDeadAndTheUnknown() {
    String out =
        testNode.output(
            """
            async def child():
                pass
            pid_, ref = spawn_monitor(child)
            await receive(ref, timeout=30)
            print(pid_)
            """);
    assertThat(out).matches("<0\\.\\d+\\.0>\n");
    Pid dead = Pid.parse(out.strip()).orElseThrow();

    assertThat(node().process(dead)).isEmpty();
    assertThat(node().inspector().mailbox(dead, MailboxQuery.ends(1, 1))).isEmpty();
    assertThat(node().names(dead)).isEmpty();
    assertThat(node().flush(dead)).isEqualTo(List.of());
    assertThatThrownBy(() -> node().resolve(dead.toString()))
        .isInstanceOf(NoSuchProcessException.class)
        .hasMessageMatching("no process " + dead + ": it ended \\d+\\.\\d s ago: .*");
    assertThatThrownBy(() -> node().resolve("<0.999999999.0>"))
        .hasMessage("no process <0.999999999.0>: there never was one");
    assertThatThrownBy(() -> node().exit(dead, " ")).isInstanceOf(BadArgumentException.class);
  }

  @Test
  void aNearNameIsSuggested() {
    testNode.start("register('counter')\nprint('ready', flush=True)\nawait receive()\n");
    testNode.expectOutput("ready");

    assertThatThrownBy(() -> node().resolve("conuter"))
        .isInstanceOf(NoSuchProcessException.class)
        .hasMessageContaining("counter");

    assertThat(node().exit(node().resolve("counter"), "kill")).isTrue();
  }

  @Test
  @DisplayName("D9: messages of user classes are shown without running their code")
  void messagesAreShownWithoutUserCode() {
    TestNode.Running program =
        testNode.start(
            """
            class Point:
                def __repr__(self):
                    print("repr ran", flush=True)
                    return "x"

            send(self(), Point())
            send(self(), (1, "a", None, 2.5, b"x", {"k": [Point()]}))
            print("ready", flush=True)
            await receive(int)
            """);
    testNode.expectOutput("ready");

    MailboxView view =
        node().inspector().mailbox(program.pid(), MailboxQuery.ends(5, 0)).orElseThrow();

    assertThat(view.messages())
        .map(MailboxView.MessageView::text)
        .containsExactly("<Point>", "(1, 'a', None, 2.5, b'x', {'k': [<Point>]})");
    assertThat(view.messages()).map(MailboxView.MessageView::sender).containsOnly(program.pid());
    assertThat(testNode.out().text()).doesNotContain("repr ran");
    assertThat(node().exit(program.pid(), "kill")).isTrue();
    assertThat(TestProbe.await(program.result())).isInstanceOf(EvalResult.EvaluatorDied.class);
  }

  @Test
  void aNodeThatEndsWhileItLogsDoesSoQuietly() {
    Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, error) -> escaped.add(error));
    CapturedOutput out = new CapturedOutput();
    long services = services();
    try (Node own =
        Node.start(
            new NodeOptions(
                out,
                OutputStream.nullOutputStream(),
                InputStream.nullInputStream(),
                TestNode.library(),
                NodeLimits.DEFAULT))) {
      var _ =
          own.openSession(SessionOptions.prompt())
              .evaluate(
                  """
                  import logging

                  class Endless(logging.Handler):
                      def emit(self, record):
                          print("logs", flush=True)
                          while True:
                              pass

                  async def waits():
                      await receive(int)

                  logging.getLogger("rebeam.crash").addHandler(Endless())
                  full = spawn_opt(waits, max_messages=1)
                  send(full, "1")
                  send(full, "2")
                  """);
      TestProbe.expect(() -> out.text().contains("logs"), () -> "a log record: " + out.text());
    } finally {
      TestProbe.expect(() -> services() == services, () -> "no thread of the node");
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(escaped).isEmpty();
  }

  private static long services() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("rebeam-(service|reports)"))
        .count();
  }

  @Test
  void versionsAndUptime() {
    assertThat(node().versions().toString()).contains("3.");
    assertThat(node().uptime()).isPositive();
  }
}
