package io.rebeam.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.inspect.StackView.Frame;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.inspect.TimerList.Kind;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessSummary;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InspectorTest {
  @RegisterExtension final TestNode node = new TestNode();

  private Inspector inspector() {
    return node.node().inspector();
  }

  private Pid pid(String name) {
    return node.node().resolve(name);
  }

  /** Starts a program, waits until it is ready, and returns it. */
  private TestNode.Running ready(String program) {
    int before = node.out().text().length(); // other tests have printed the same
    TestNode.Running running = node.start(program);
    TestProbe.expect(
        () -> node.out().text().indexOf("ready", before) >= 0 || running.result().isDone(),
        () -> "ready, but " + node.out().text() + node.errors());
    assertThat(running.result()).isNotDone();
    return running;
  }

  private void kill(TestNode.Running program) {
    assertThat(node.node().exit(program.pid(), "kill")).isTrue(); // before a link can end it
    for (ProcessSummary process : node.others()) {
      assertThat(node.node().exit(process.pid(), "kill")).isIn(true, false);
    }
    assertThat(TestProbe.await(program.result())).isInstanceOf(EvalResult.EvaluatorDied.class);
  }

  @Nested
  class Mailboxes {
    private MailboxView mailbox(String name, MailboxQuery query) {
      return inspector().mailbox(pid(name), query).orElseThrow();
    }

    @Test
    void aClassThatIsCalledLikeOneOfRebeamsPrintsAsItself() {
      TestNode.Running program =
          ready(
              """
              class Exit:
                  __slots__ = ("a", "b")
                  def __init__(self):
                      self.a, self.b = "first", "second"
              class Pid:
                  __slots__ = ("_process",)
                  def __init__(self):
                      self._process = 7
              import rebeam
              register("named", self())
              send(self(), Exit())
              send(self(), Pid())
              send(self(), rebeam.Exit(self(), "real"))
              send(self(), rebeam.TimerFired("ref", "late"))
              send(self(), rebeam.Down("ref", "name", "gone"))
              print("ready", flush=True)
              await receive(lambda m: m == "stop")
              """);

      List<String> texts =
          mailbox("named", MailboxQuery.ends(5, 0)).messages().stream()
              .map(MessageView::text)
              .toList();

      assertThat(texts)
          .containsExactly(
              "<Exit>",
              "<Pid>",
              "Exit(" + pid("named") + ", 'real')",
              "TimerFired('ref', 'late')",
              "Down('ref', 'name', 'gone')");
      kill(program);
    }

    @Test
    void aLongMailboxIsToldFromItsEnds() {
      TestNode.Running program =
          ready(
              """
              register("long", self())
              for n in range(30_000):
                  send(self(), ("start", n) if n < 15_000 else ("end", n))
              print("ready", flush=True)
              await receive(lambda m: m == "stop")
              """);
      TestProbe.expect(
          () -> mailbox("long", MailboxQuery.ends(0, 0)).skips() == 1,
          () -> "skipped: " + mailbox("long", MailboxQuery.ends(0, 0)));

      MailboxView view = mailbox("long", MailboxQuery.ends(2, 1));

      assertThat(view.length()).isEqualTo(30_000);
      assertThat(view.counted()).isEqualTo(10_000);
      assertThat(view.tags())
          .containsExactly(new TagCount("end", 5_000), new TagCount("start", 5_000));
      assertThat(view.messages()).map(MessageView::position).containsExactly(1L, 2L, 30_000L);
      assertThat(view.messages())
          .map(MessageView::text)
          .containsExactly("('start', 0)", "('start', 1)", "('end', 29999)");
      assertThat(view.oldest()).isGreaterThan(view.newest());
      assertThat(view.bytes()).isBetween(30_000L * 60, 30_000L * 600);
      assertThat(view.limit()).isNull();
      for (long from : new long[] {1, 1_000, 14_999, 15_000, 15_001, 29_998}) {
        assertThat(mailbox("long", MailboxQuery.page(from, 3)).messages())
            .map(MessageView::position)
            .containsExactly(from, from + 1, from + 2);
      }
      assertThat(mailbox("long", MailboxQuery.page(29_999, 9)).messages())
          .map(MessageView::text)
          .containsExactly("('end', 29998)", "('end', 29999)");
      assertThat(mailbox("long", MailboxQuery.page(30_001, 9)).messages()).isEmpty();
      kill(program);
    }

    @Test
    void receivesThatPassTheOldestMessageAreCounted() {
      String out =
          node.output(
              """
              send(self(), "unwanted")
              for n in range(3):
                  await receive(lambda m: m == "x", timeout=0, default=None)
                  send(self(), "y")
              print(mbox(self())["skips"])
              ref = monitor(spawn(print, end=""))
              await receive(ref)
              print(mbox(self())["skips"])
              print(await receive("unwanted".__eq__), mbox(self())["skips"])
              for n in range(3):
                  await receive()
              """);

      assertThat(out).isEqualTo("3\n3\nunwanted 0\n");
    }

    @Test
    void theFlowIsToldSinceTheLastLook() {
      TestNode.Running program =
          ready(
              """
              register("flow", self())
              for n in range(100):
                  send(self(), n)
              print("ready", flush=True)
              await receive(lambda m: m == "go")
              for n in range(40):
                  await receive(int)
              print("taken", flush=True)
              await receive(lambda m: m == "stop")
              """);
      MailboxView first = mailbox("flow", MailboxQuery.ends(0, 0));
      assertThat(first.flow().sinceSpawn()).isTrue();
      assertThat(first.flow().in()).isPositive();
      assertThat(first.flow().out()).isZero();

      node.output("send('flow', 'go')");
      node.expectOutput("taken");

      TestProbe.expect(
          () -> {
            MailboxView.Flow flow = mailbox("flow", MailboxQuery.ends(0, 0)).flow();
            return !flow.sinceSpawn() && flow.in() < flow.out() && flow.growth() < 0;
          },
          () -> "" + mailbox("flow", MailboxQuery.ends(0, 0)).flow());
      kill(program);
    }

    @Test
    void valuesOfPythonsOwnKindsAreShownAsReprShowsThem() {
      String out =
          node.output(
              """
              values = [
                  1e16, 1e15, 123456789012345680.0, 1e-7, 0.0001, 1.5e-5, -0.0, 0.1, 100.0, 2.5e300,
                  float("inf"), float("-inf"), float("nan"), 5e-324, 1e22,
                  ..., NotImplemented, {1}, set(), frozenset(), frozenset({"a"}), bytearray(b"x"),
                  1j, 1 + 2j, 1.5 - 2.5j, "soft\\xad \\N{RIGHT-TO-LEFT OVERRIDE} \\N{ZERO WIDTH SPACE}", "\\x00\\x9b", True, None, 10**30,
              ]
              for value in values:
                  send(self(), value)
                  shown = mbox(self())["messages"][0]["repr"]
                  assert await receive() is not values
                  if shown != repr(value):
                      print(shown, "is not", repr(value))
              """);

      assertThat(out).isEmpty();
    }

    @Test
    void textsAreCutUnlessAskedForWhole() {
      TestNode.Running program =
          ready(
              """
              register("texts", self())
              send(self(), ["x" * 500, list(range(100))])
              print("ready", flush=True)
              await receive(lambda m: m == "stop")
              """);

      String cut = mailbox("texts", MailboxQuery.ends(1, 0)).messages().getFirst().text();
      String whole =
          mailbox("texts", MailboxQuery.ends(1, 0).inFull()).messages().getFirst().text();

      assertThat(cut).hasSize(120).endsWith("…");
      assertThat(whole).startsWith("['" + "x".repeat(500) + "', [0, 1,").endsWith(" 98, 99]]");
      kill(program);
    }

    @Test
    void aMailboxThatIsBeingEmptiedCanBePaged() {
      TestNode.Running program =
          ready(
              """
              async def feeder(to):
                  n = 0
                  while True:
                      for _ in range(2_000):
                          send(to, n)
                          n += 1
                      await yield_()

              async def taker():
                  while True:
                      await receive(int)
                      await receive(lambda m: m % 7 == 3)

              register("taker", p := spawn(taker))
              spawn(feeder, p)
              print("ready", flush=True)
              await receive()
              """);
      TestProbe.expect(
          () -> mailbox("taker", MailboxQuery.ends(0, 0)).length() > 20_000, () -> "messages");

      for (int round = 0; round < 200; round++) {
        long length = mailbox("taker", MailboxQuery.ends(0, 0)).length();
        List<MessageView> page =
            mailbox("taker", MailboxQuery.page(Math.max(1, length * (round % 10) / 10), 50))
                .messages();

        assertThat(page).isSortedAccordingTo((a, b) -> Long.compare(a.position(), b.position()));
        assertThat(page).map(message -> Long.parseLong(message.text())).isSorted();
      }
      kill(program);
    }
  }

  @Nested
  class Stacks {
    private StackView stack(String name) {
      return inspector().stack(pid(name)).orElseThrow();
    }

    private List<String> functions(StackView stack) {
      return stack.frames().stream()
          .filter(frame -> !frame.library())
          .map(frame -> frame.line() + " " + frame.function())
          .toList();
    }

    @Test
    void aWaitingProcessIsWhereItWaits() {
      TestNode.Running program =
          ready(
              """
              async def outer():
                  await inner(2)

              async def inner(n):
                  if n:
                      await inner(n - 1)
                  else:
                      await receive()

              async def doubled():
                  async for message in mailbox():
                      yield message * 2

              async def iterates():
                  async for message in doubled():
                      pass

              register("outer", spawn(outer))
              register("iterates", spawn(iterates))
              await yield_()
              print("ready", flush=True)
              await receive()
              """);

      assertThat(stack("outer").source()).isEqualTo(Source.WAITING);
      assertThat(functions(stack("outer")))
          .containsExactly("2 outer", "6 inner", "6 inner", "8 inner");
      assertThat(stack("outer").frames().getFirst())
          .isEqualTo(new Frame("test.py", 2, "outer", "await inner(2)", false));
      assertThat(functions(stack("iterates"))).containsExactly("15 iterates", "11 doubled");
      kill(program);
    }

    @Test
    void runningProcessesTellWhereTheyAre() {
      TestNode.Running program =
          ready(
              """
              import time

              def spin():
                  while True:
                      pass

              async def spins():
                  spin()

              def spins_on_a_thread():
                  spin()

              def sleeps():
                  time.sleep(1000)

              def receives():
                  receive()

              register("spins", spawn(spins))
              register("thread", spawn(spins_on_a_thread))
              register("sleeps", spawn(sleeps))
              register("receives", spawn(receives))
              print("ready", flush=True)
              while True:
                  await sleep(0.001)
              """);

      expectExact("spins", "spins", "spin");
      expectExact("thread", "spins_on_a_thread", "spin");
      expectExact("sleeps", "sleeps");
      expectExact("receives", "receives");
      assertThat(stack("spins").held()).isPositive();
      TestProbe.expect(() -> stack("receives").held().isZero(), () -> "" + stack("receives"));
      TestProbe.expect(
          () ->
              inspector().stacks(Duration.ofMillis(20), 10).stream()
                  .map(stack -> stack.process().pid())
                  .toList()
                  .equals(List.of(pid("spins"), pid("thread"), pid("sleeps"))),
          () -> "" + inspector().stacks(Duration.ofMillis(20), 10));
      assertThat(inspector().stacks(Duration.ofHours(1), 10)).isEmpty();
      assertThat(inspector().stacks(Duration.ZERO, 10))
          .extracting(stack -> stack.process().pid())
          .contains(pid("spins"), pid("thread"), pid("sleeps"))
          .doesNotContain(pid("receives"));
      assertThat(inspector().stacks(3)).hasSize(3);
      kill(program);
    }

    @Test
    void coroutinesMayBeLookedAtWhileTheyYieldForTheFirstTime() {
      TestNode.Running program =
          ready(
              """
              source = "async def fresh():\\n" + "    await yield_()\\n" * 50
              print("ready", flush=True)
              for _ in range(200):
                  exec(source)
                  await receive(spawn_monitor(fresh)[1])
              """);

      while (!program.result().isDone()) {
        for (ProcessRow row : inspector().rows()) {
          assertThat(row.where()).isNotNull();
          assertThat(inspector().stack(row.pid())).isNotNull();
        }
      }
      assertThat(TestProbe.await(program.result())).isInstanceOf(EvalResult.NoValue.class);
    }

    private void expectExact(String name, String... functions) {
      TestProbe.expect(
          () -> {
            StackView stack = stack(name);
            return stack.source() == Source.EXACT
                && stack.frames().stream()
                    .filter(frame -> !frame.library())
                    .map(Frame::function)
                    .toList()
                    .equals(List.of(functions));
          },
          () -> "an exact stack, but " + stack(name));
    }

    @Test
    void aThreadThatDoesNotAnswerIsToldByItsHostStack() {
      TestNode.Running program =
          ready(
              """
              import os

              def reads():
                  send(top, "reads")
                  os.read(pipe[0], 1)

              top = self()
              pipe = os.pipe()
              register("reads", spawn(reads))
              await receive(str)
              register("writes", self())
              print("ready", flush=True)
              await receive()
              os.write(pipe[1], b"x")
              unregister("writes")
              """);

      TestProbe.expect(
          () -> stack("reads").source() == Source.NO_ANSWER, () -> "" + stack("reads"));
      assertThat(stack("reads").hostFrames()).isNotEmpty();
      node.output("send('writes', 'go')");
      assertThat(TestProbe.await(program.result())).isInstanceOf(EvalResult.NoValue.class);
    }

    @Test
    void aProcessCanAskForItsOwnStackAndThatOfOthers() {
      String out =
          node.output(
              """
              def me():
                  return [f["function"] for f in bt(self())["frames"]][:2]

              async def busy():
                  while True:
                      pass

              print(me())
              p = spawn(busy)
              while (found := bt(p))["source"] != "exact" or not found["frames"]:
                  await sleep(0.001)
              print(found["frames"][0]["function"], found["status"])
              while p not in [s["pid"] for s in bt(stuck=0.02)]:
                  await sleep(0.001)
              kill(p)
              print(bt(p))
              """);

      assertThat(out).isEqualTo("['<module>', 'me']\nbusy running\nNone\n");
    }
  }

  @Test
  void timersAreListedByDueTime() {
    TestNode.Running program =
        ready(
            """
            register("top", self())
            send_after(500, "top", ("tick", 1))
            start_timer(400, self(), "tock")
            send_interval(300, self(), 3)
            print("ready", flush=True)
            await receive(timeout=1000)
            """);

    TestProbe.expect(() -> inspector().timers(0).waits() > 0, () -> "" + inspector().timers(0));
    List<TimerList.TimerView> timers = inspector().timers(0).timers();

    assertThat(timers)
        .map(TimerList.TimerView::kind)
        .containsExactly(Kind.SEND_INTERVAL, Kind.START_TIMER, Kind.SEND_AFTER);
    assertThat(timers).map(TimerList.TimerView::tag).containsExactly("int", "tock", "tick");
    assertThat(timers.get(0).period()).isEqualTo(Duration.ofSeconds(300));
    assertThat(timers.get(1).process()).isNotNull();
    assertThat(timers.get(2).name()).isEqualTo("top");
    assertThat(timers)
        .allSatisfy(
            timer ->
                assertThat(timer.due())
                    .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(500)));
    kill(program);
    assertThat(inspector().timers(0).timers()).hasSize(1); // by name, so of no process
    node.output("cancel_timer(timers()[0]['ref'])");
    assertThat(inspector().timers(0).timers()).isEmpty();
  }

  @Test
  void theLoadTellsWhoRuns() {
    TestNode.Running program =
        ready(
            """
            async def busy():
                while True:
                    pass

            register("busy", spawn(busy))
            print("ready", flush=True)
            await receive()
            """);

    TestProbe.expect(
        () -> {
          SchedulerLoad load = inspector().load().schedulers().getFirst();
          return load.busy() > 0.9
              && !load.busiest().isEmpty()
              && load.busiest().getFirst().process().pid().equals(pid("busy"));
        },
        () -> "" + inspector().load());
    NodeLoad load = inspector().load();
    NodeLoad.Slice longest = load.schedulers().getFirst().longest();
    assertThat(longest).isNotNull();
    assertThat(longest.length()).isGreaterThan(Duration.ofMillis(10));
    assertThat(load.schedulers().getFirst().threads())
        .anySatisfy(thread -> assertThat(thread.kind()).isEqualTo("carrier"));
    assertThat(load.zombies()).isZero();
    kill(program);
    TestProbe.expect(
        () -> inspector().load().schedulers().getFirst().busy() < 0.5,
        () -> "rest, but " + inspector().load());
  }

  @Test
  void memoryIsTheLargestMailboxFirst() {
    TestNode.Running program =
        ready(
            """
            async def holds():
                await receive(lambda m: m == "stop")

            register("small", spawn(holds))
            register("large", spawn(holds))
            for n in range(100):
                send("large", b"x" * 10_000)
            print("ready", flush=True)
            await receive()
            """);

    MemoryView memory = inspector().memory(1);

    assertThat(memory.top()).hasSize(1);
    assertThat(memory.top().getFirst().process().pid()).isEqualTo(pid("large"));
    assertThat(memory.top().getFirst().bytes()).isBetween(1_000_000L, 1_100_000L);
    assertThat(memory.messages()).isEqualTo(100);
    assertThat(memory.processes()).isEqualTo(inspector().rows().size());
    assertThat(memory.processBytes()).isGreaterThan(memory.mailboxBytes());
    assertThat(memory.heapUsed()).isBetween(1L, memory.heapMax());
    assertThat(inspector().limits()).map(Limit::name).contains("processes", "heap");
    kill(program);
  }

  @Test
  void rowsTellWhatTheyToldFirst() {
    TestNode.Running program =
        ready(
            """
            async def holds():
                await receive(lambda m: m == "stop")

            register("row", spawn_link(holds))
            monitor("row")
            send("row", 1)
            await yield_()
            print("ready", flush=True)
            await receive()
            """);
    Pid pid = pid("row");
    ProcessRow row =
        inspector().rows().stream().filter(one -> one.pid().equals(pid)).findFirst().orElseThrow();

    assertThat(row.details().parent()).isEqualTo(program.pid());
    assertThat(row.details().links()).isEqualTo(1);
    assertThat(row.details().monitoredBy()).isEqualTo(1);
    assertThat(row.details().messagesIn()).isEqualTo(1);
    assertThat(row.details().memory()).isBetween(500L, 5_000L);
    assertThat(inspector().monitors(pid, 0).orElseThrow().monitors())
        .singleElement()
        .satisfies(monitor -> assertThat(monitor.outgoing()).isFalse())
        .satisfies(monitor -> assertThat(monitor.name()).isEqualTo("row"));
    ProcessSummary before = row.summary();
    kill(program);
    assertThat(row.summary()).isEqualTo(before);
    assertThat(inspector().monitors(pid, 0)).isEmpty();
    assertThat(inspector().stack(pid)).isEmpty();
    assertThat(inspector().mailbox(pid, MailboxQuery.ends(1, 1))).isEmpty();
  }

  @Test
  void everythingIsAnsweredWhileEverySchedulerIsBusy() {
    TestNode.Running program =
        ready(
            """
            async def busy():
                while True:
                    pass

            for _ in range(3):
                p = spawn(busy)
            register("busy", p)
            print("ready", flush=True)
            while True:
                pass
            """);

    // The busy ones never end: an answer that waited for one of them would never come.
    CompletableFuture<Void> answers =
        CompletableFuture.runAsync(
            () -> {
              assertThat(inspector().rows()).hasSizeGreaterThanOrEqualTo(4);
              assertThat(inspector().mailbox(pid("busy"), MailboxQuery.ends(5, 5))).isPresent();
              assertThat(inspector().monitors(pid("busy"), 0)).isPresent();
              assertThat(inspector().stack(pid("busy"))).isPresent();
              assertThat(inspector().stacks(4)).hasSize(4);
              assertThat(inspector().timers(0).timers()).isEmpty();
              assertThat(inspector().load().schedulers()).hasSize(1);
              assertThat(inspector().memory(3).top()).hasSize(3);
              assertThat(inspector().limits()).isNotEmpty();
            });

    TestProbe.await(answers);
    assertThat(program.result()).isNotDone();
    kill(program);
  }

  @Test
  void pythonSeesTheSame() {
    String out =
        node.output(
            """
            async def holds():
                set_label("job")
                await receive(lambda m: m == "stop")

            ps_ = [spawn_link(holds) for _ in range(3)]
            for n in range(5):
                send(ps_[1], ("inc", n))
            while len(ps("job", "waiting")) < 3:
                await yield_()
            rows = ps("job", sort="mq")
            print([r["pid"] == p for r, p in zip(rows, [ps_[1], ps_[0], ps_[2]])])
            print(rows[0]["label"], rows[0]["message_queue_len"], rows[0]["parent"] == self())
            print([r["pid"] == ps_[1] for r in ps("JOB", "waiting", min_mq=1, limit=7)])
            print([(g["key"], g["count"], g["message_queue_len"]) for g in ps("job", group="label")])
            print(len(ps(limit=2)), ps(limit=0), ps("nothing of the kind"))
            box = mbox(ps_[1], 1)
            print(box["length"], box["tags"], [m["repr"] for m in box["messages"]])
            print([m["position"] for m in mbox(ps_[1], 2, start=2)["messages"]])
            print(type(box["in_per_s"]), box["messages"][0]["sender"] == self())
            m = monitor(ps_[0])
            print(monitors(ps_[0])[0]["ref"] == m, monitors(self())[0]["relation"])
            demonitor(m)
            top = tree(self())[0]
            print(top["pid"] == self(), [c["pid"] for c in top["children"]] == ps_)
            t = send_after(100, self(), ("tick",))
            print([(x["ref"] == t, x["pid"] == self(), x["kind"], x["tag"]) for x in timers()])
            cancel_timer(t)
            print(sched()["schedulers"][0]["number"], mem(top=1)["top"][0]["pid"] is not None)
            for p in ps_:
                unlink(p)
                kill(p)
            print(mbox(ps_[0]), monitors(ps_[0]), tree(ps_[0]), bt(ps_[0]))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [True, True, True]
            job 5 True
            [True]
            [('job', 3, 5)]
            2 [] []
            5 {'inc': 5} ["('inc', 0)", "('inc', 4)"]
            [2, 3]
            <class 'float'> True
            True monitors
            True True
            [(True, True, 'send_after', 'tick')]
            1 True
            None None [] None
            """);
  }

  @Test
  void badArgumentsInPythonAreErrorsThatSayWhatToDo() {
    String out =
        node.output(
            """
            def error(function, *args, **kwargs):
                try:
                    print(function(*args, **kwargs))
                except (TypeError, ValueError) as error:
                    print(f"{type(error).__name__}: {error}")

            error(ps, sort="colour")
            error(ps, sort="lnks")
            error(ps, state="asleep")
            error(ps, group="lable")
            error(ps, 42)
            error(ps, min_mq=-1)
            error(ps, limit="many")
            error(mbox, "counter")
            error(mbox, self(), start=0)
            error(mbox, self(), 1.5)
            error(bt, stuck=-1)
            error(mem, -1)
            error(tree, "x")
            """);

    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ValueError: sort is one of pid, name, state, mq,"),
            line -> assertThat(line).endsWith("not 'lnks'; did you mean 'links'?"),
            line -> assertThat(line).startsWith("ValueError: state is one of runnable, running"),
            line -> assertThat(line).endsWith("not 'lable'; did you mean 'label'?"),
            line -> assertThat(line).isEqualTo("TypeError: ps looks for texts, not 42"),
            line -> assertThat(line).isEqualTo("ValueError: min_mq cannot be negative: -1"),
            line -> assertThat(line).isEqualTo("TypeError: limit is a number, not 'many'"),
            line -> assertThat(line).startsWith("TypeError: mbox needs a pid, not 'counter'"),
            line ->
                assertThat(line)
                    .isEqualTo("ValueError: start is a position, 1 for the oldest message"),
            line -> assertThat(line).isEqualTo("TypeError: n is a number, not 1.5"),
            line -> assertThat(line).isEqualTo("ValueError: stuck is a number of seconds, not -1"),
            line -> assertThat(line).isEqualTo("ValueError: top cannot be negative: -1"),
            line -> assertThat(line).startsWith("TypeError: tree needs a pid, not 'x'"));
  }
}
