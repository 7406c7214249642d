package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.node.Node;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tracing, from outside and by a process. */
class TraceTest {
  private static final Set<TraceKind> ALL_KINDS = EnumSet.allOf(TraceKind.class);
  private static final TraceLimits WIDE = new TraceLimits(1000, Duration.ofSeconds(60), 100_000);

  private static final String COUNTER =
      """
      async def counter():
          n = 0
          while True:
              match await receive():
                  case ("inc", by):
                      n += by
                  case ("get", who):
                      send(who, ("ok", n))
                  case "stop":
                      return

      """;

  @RegisterExtension final TestNode node = new TestNode();

  private final Events events = new Events();

  /** Keeps the events. */
  private static final class Events implements TraceListener {
    final Queue<TraceEvent> all = new ConcurrentLinkedQueue<>();

    @Override
    public void event(TraceEvent event) {
      all.add(event);
    }

    @Override
    public void ended(TraceEnd end) {
      // the future of the trace has it
    }

    /** {@code SEND ('ok', 5)} for each. */
    List<String> texts() {
      return all.stream().map(event -> (event.kind() + " " + event.text()).strip()).toList();
    }
  }

  @AfterEach
  void noTraceIsLeft() {
    node.node().traces().running().forEach(trace -> trace.stop(TraceStop.STOPPED));
    TestProbe.expect(() -> node.node().traces().running().isEmpty(), () -> "no trace is left");
  }

  private Trace start(String target, Set<TraceKind> kinds, TraceLimits limits) {
    return start(target, kinds, limits, null);
  }

  private Trace start(
      String target, Set<TraceKind> kinds, TraceLimits limits, @Nullable String predicate) {
    return node().traces().start(new TraceRequest(target, kinds, limits, predicate), events);
  }

  private Node node() {
    return node.node();
  }

  private TraceEnd stop(Trace trace) {
    trace.stop(TraceStop.STOPPED);
    return TestProbe.await(trace.end());
  }

  private void awaitEvents(int count) {
    TestProbe.expect(() -> events.all.size() >= count, () -> count + " events, but " + events.all);
  }

  @Test
  @DisplayName("messages are told when they are sent and when they are taken, with their wait")
  void messagesOfAName() {
    node.output(COUNTER + "p = spawn_opt(counter, name='counter')");
    Trace trace = start("counter", TraceRequest.MESSAGES, WIDE);

    node.output(
        """
        send("counter", ("inc", 5))
        send("counter", ("get", self()))
        print(await receive())
        """);
    awaitEvents(3);
    TraceEnd end = stop(trace);

    assertThat(events.texts())
        .hasSize(3)
        .startsWith("RECEIVE ('inc', 5)")
        .endsWith("SEND ('ok', 5)")
        .anySatisfy(text -> assertThat(text).matches("RECEIVE \\('get', <0\\.\\d+\\.0>\\)"));
    TraceEvent taken = events.all.peek();
    assertThat(taken).isNotNull();
    assertThat(taken.process().name()).isEqualTo("counter");
    assertThat(taken.waited()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    assertThat(taken.peer()).isNotNull();
    assertThat(end).isEqualTo(new TraceEnd(3, 0, TraceStop.STOPPED, 0, ""));
    node.output("send('counter', 'stop')");
  }

  @Test
  @DisplayName("a message that is changed after it was received is told as it was sent")
  void messagesAreToldAsTheyWere() {
    node.output(
        """
        async def changes():
            while (message := await receive()) != "stop":
                message.clear()

        spawn_opt(changes, name="changes")
        """);
    Trace trace = start("changes", TraceRequest.MESSAGES, WIDE);

    node.output("for n in range(50): send('changes', [n, n])");
    awaitEvents(50);

    assertThat(events.texts()).startsWith("RECEIVE [0, 0]").endsWith("RECEIVE [49, 49]");
    stop(trace);
    node.output("send('changes', 'stop')");
  }

  @Test
  @DisplayName("selective receive tells a message when it is taken, not when it is looked at")
  void selectiveReceive() {
    node.output(
        """
        async def picks():
            await receive(str)
            await receive(int)
            await receive()

        p = spawn_opt(picks, name="picks")
        """);
    Trace trace = start("picks", TraceRequest.MESSAGES, WIDE);

    node.output("for m in (1, 2, 'a', 'b'): send('picks', m)");
    awaitEvents(3);
    TestProbe.expect(() -> node().registered().isEmpty(), () -> "it has ended");

    assertThat(events.texts()).containsExactly("RECEIVE 'a'", "RECEIVE 1", "RECEIVE 2");
    stop(trace);
  }

  @Test
  @DisplayName("all: those spawned later are traced, with their ends, links and names")
  void everything() {
    Trace trace = start("all", ALL_KINDS, WIDE);

    String out =
        node.output(
            """
            async def child():
                register("kid")
                await receive()
                unregister("kid")

            me = self()
            p = spawn_link(child)
            while whereis("kid") is None:
                await yield_()
            unlink(p)
            ref = monitor(p)
            send(p, "go")
            await receive(ref)
            print(p)
            """);
    awaitEvents(9);
    stop(trace);

    String kid = out.strip();
    List<String> ofKid =
        events.all.stream()
            .filter(e -> e.process().pid().toString().equals(kid))
            .map(e -> (e.kind() + " " + e.text()).strip())
            .toList();
    assertThat(ofKid)
        .containsExactly("REGISTER kid", "RECEIVE 'go'", "UNREGISTER kid", "EXIT normal");
    assertThat(events.texts())
        .contains("SPAWN child", "LINK", "UNLINK", "SEND 'go'")
        .anyMatch(text -> text.startsWith("RECEIVE Down(#Ref<0."));
  }

  @Test
  @DisplayName("a label stands for all that have it, a name for whoever gets it")
  void labelsAndNamesAreFollowed() {
    node.output(
        """
        async def worker():
            await receive()

        for _ in range(2):
            spawn_opt(worker, label="job")
        spawn_opt(worker, name="boss")
        """);
    Trace jobs = start("job", ALL_KINDS, WIDE);
    Trace boss = start("boss", ALL_KINDS, WIDE);

    node.output(
        """
        async def worker():
            set_label("job")
            await receive()

        spawn(worker)
        while len([p for p in processes() if process_info(p, "label") == {"label": "job"}]) < 3:
            await yield_()
        for p in processes():
            if process_info(p, "label") == {"label": "job"}:
                send(p, "job done")
        send("boss", "boss done")
        while whereis("boss"):
            await yield_()

        async def successor():
            await receive()

        spawn_opt(successor, name="boss")
        send("boss", "next")
        """);
    awaitEvents(10);
    stop(jobs);
    stop(boss);

    assertThat(events.texts())
        .containsOnlyOnce("RECEIVE 'boss done'", "REGISTER boss")
        .filteredOn(text -> text.startsWith("RECEIVE"))
        .containsOnly("RECEIVE 'job done'", "RECEIVE 'boss done'", "RECEIVE 'next'")
        .filteredOn("RECEIVE 'job done'"::equals)
        .hasSize(3);
  }

  @Test
  @DisplayName("it stops by itself: at its count, at its time, when its process has ended")
  void limits() {
    node.output(COUNTER + "print(spawn_opt(counter, name='counter'))");
    Trace counted = start("counter", TraceRequest.MESSAGES, new TraceLimits(3, WIDE.time(), 1000));
    node.output("for n in range(10): send('counter', ('inc', n))");
    assertThat(TestProbe.await(counted.end()))
        .isEqualTo(new TraceEnd(3, 0, TraceStop.COUNT, 0, ""));
    assertThat(events.all).hasSize(3);

    Trace timed =
        start("counter", TraceRequest.MESSAGES, new TraceLimits(3, Duration.ofMillis(20), 10));
    assertThat(TestProbe.await(timed.end()).stop()).isEqualTo(TraceStop.TIME);

    String pid = node().resolve("counter").toString();
    Trace one = start(pid, EnumSet.of(TraceKind.EXIT), WIDE);
    node.output("send('counter', 'stop')");
    assertThat(TestProbe.await(one.end())).isEqualTo(new TraceEnd(1, 0, TraceStop.EXIT, 0, ""));
    assertThat(node().traces().running()).isEmpty();
  }

  @Test
  @DisplayName("what is beyond the rate is dropped and counted, and the traced process goes on")
  void rate() {
    node.output(COUNTER + "print(spawn_opt(counter, name='counter'))");
    Trace trace = start("counter", TraceRequest.MESSAGES, new TraceLimits(1000, WIDE.time(), 5));

    String out =
        node.output(
            """
            for n in range(1000):
                send("counter", ("inc", 1))
            send("counter", ("get", self()))
            print(await receive())
            """);
    TestProbe.expect(
        () -> trace.events() + trace.dropped() >= 1002,
        () -> "all are counted: " + trace.dropped());
    TraceEnd end = stop(trace);

    assertThat(out).isEqualTo("('ok', 1000)\n");
    assertThat(end.events()).isBetween(5L, 60L);
    assertThat(end.events() + end.dropped()).isEqualTo(1002);
    node.output("send('counter', 'stop')");
  }

  @Test
  @DisplayName("a predicate chooses messages; one that raises does not match, and is counted")
  void predicates() {
    node.output(COUNTER + "spawn_opt(counter, name='counter')");
    Trace trace = start("counter", TraceRequest.MESSAGES, WIDE, "msg[1] > 3  # large ones");

    node.output(
        """
        for n in range(6):
            send("counter", ("inc", n))
        send("counter", ("get", self()))
        print(await receive())
        """);
    TestProbe.expect(() -> trace.events() >= 3, () -> "three match: " + events.texts());
    TraceEnd end = stop(trace);

    assertThat(events.texts())
        .containsExactly("RECEIVE ('inc', 4)", "RECEIVE ('inc', 5)", "SEND ('ok', 15)");
    assertThat(end.failures()).isEqualTo(1);
    assertThat(end.firstFailure()).startsWith("TypeError: '>' not supported");
    node.output("send('counter', 'stop')");
  }

  @Test
  @DisplayName("a predicate sees the runtime's own messages as Python does")
  void predicatesSeeNotices() {
    node.output(
        """
        async def watcher():
            trap_exit(True)
            register("watcher")
            await receive(int)

        async def child():
            pass

        spawn(watcher)
        """);
    TestProbe.expect(() -> node().registered().size() == 1, () -> "it is registered");
    Trace trace = start("watcher", TraceRequest.MESSAGES, WIDE, "isinstance(msg, int)");
    node.output("send('watcher', 'a'); send('watcher', 1)");
    awaitEvents(1);
    stop(trace);

    assertThat(events.texts()).containsExactly("RECEIVE 1");
  }

  @Test
  @DisplayName("a predicate that never ends harms nobody: the trace ends in time, and so does it")
  void aPredicateThatNeverEnds() {
    node.output(COUNTER + "spawn_opt(counter, name='counter')");
    Trace trace =
        start(
            "counter",
            TraceRequest.MESSAGES,
            new TraceLimits(100, Duration.ofMillis(300), 100),
            "[0 for _ in iter(int, 1)]");
    String out =
        node.output(
            """
            send("counter", ("get", self()))
            print(await receive())
            """);
    TraceEnd end = TestProbe.await(trace.end());

    assertThat(out).isEqualTo("('ok', 0)\n");
    assertThat(end.events()).isZero();
    assertThat(end.dropped()).isEqualTo(2);
    assertThat(end.stop()).isEqualTo(TraceStop.TIME);
    node.output("send('counter', 'stop')");
  }

  @Test
  @DisplayName("wrong targets and predicates are errors at once, and leave nothing behind")
  void wrongRequests() {
    assertThatThrownBy(() -> start("nobody", TraceRequest.MESSAGES, WIDE))
        .isInstanceOf(NoSuchProcessException.class)
        .hasMessage("no process is named or labelled 'nobody'");
    assertThatThrownBy(() -> start("<0.99999999.0>", TraceRequest.MESSAGES, WIDE))
        .isInstanceOf(NoSuchProcessException.class);
    for (String wrong : List.of("msg ==", "1) or (2", "import os", "x = 1", "")) {
      assertThatThrownBy(() -> start("all", TraceRequest.MESSAGES, WIDE, wrong))
          .isInstanceOf(BadArgumentException.class)
          .hasMessageStartingWith("--match: '" + wrong + "' is not a Python expression: ");
    }
    assertThatThrownBy(() -> new TraceLimits(0, Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(node().traces().running()).isEmpty();
  }

  @Test
  @DisplayName("a process is not traced any more when its last trace has ended")
  void nothingIsLeft() {
    node.output(COUNTER + "spawn_opt(counter, name='counter')");
    Trace first = start("counter", TraceRequest.MESSAGES, WIDE);
    Trace second = start("all", TraceRequest.MESSAGES, WIDE);
    stop(first);
    node.output("send('counter', ('inc', 1))");
    TestProbe.expect(
        () -> events.texts().contains("RECEIVE ('inc', 1)"), () -> "the second goes on");
    stop(second);
    events.all.clear();
    Trace third = start("counter", EnumSet.of(TraceKind.EXIT), WIDE);
    node.output("send('counter', ('inc', 2)); send('counter', 'stop')");
    awaitEvents(1);

    assertThat(events.texts()).containsExactly("EXIT normal");
    stop(third);
  }

  @Test
  @DisplayName("too many traces are an error")
  void tooMany() {
    for (int i = 0; i < 16; i++) {
      start("all", EnumSet.of(TraceKind.REGISTER), WIDE);
    }
    assertThat(node().traces().running()).hasSize(16);
    assertThatThrownBy(() -> start("all", TraceRequest.MESSAGES, WIDE))
        .isInstanceOf(BadArgumentException.class)
        .hasMessage("16 traces are running, and there can be no more; ':trace off' stops them");
  }

  @Test
  @DisplayName("trace() returns what happened, awaited or from a blocking process")
  void theHelper() {
    String out =
        node.output(
            COUNTER
                + """
                c = spawn_opt(counter, name="counter")

                async def client():
                    while whereis("counter"):
                        send("counter", ("inc", 1)) if whereis("counter") else None
                        await sleep(0.001)

                def blocking(top):
                    found = trace("counter", "recv", n=2, rate=100, match=lambda m: m[1] == 1)
                    send(top, [(e["event"], e["name"], e["text"], e["peer_name"]) for e in found])

                spawn(client)
                for e in await trace(c, n=3, rate=1000):
                    print(e["event"], e["pid"] == c, e["name"], e["text"], type(e["at"]).__name__,
                          0 <= e["waited"] < 10)
                spawn(blocking, self())
                print(await receive(list))
                print(await trace("all", "exit", time=0.01))
                kill(c)
                """);

    assertThat(out)
        .isEqualTo(
            """
            receive True counter ('inc', 1) float True
            receive True counter ('inc', 1) float True
            receive True counter ('inc', 1) float True
            [('receive', 'counter', "('inc', 1)", None), ('receive', 'counter', "('inc', 1)", None)]
            []
            """);
  }

  @Test
  @DisplayName("trace() refuses wrong arguments before it starts")
  void theHelpersErrors() {
    String out =
        node.output(
            """
            async def f():
                pass

            dead_one, ref = spawn_monitor(f)
            await receive(ref)
            for call in (
                lambda: trace(dead_one), lambda: trace("nobody"), lambda: trace(42),
                lambda: trace("all", "sends"), lambda: trace("all", n=0),
                lambda: trace("all", rate=1.5), lambda: trace("all", time=0),
                lambda: trace("all", match="msg"), lambda: trace("all", ()),
            ):
                try:
                    call()
                except Exception as error:
                    print(f"{type(error).__name__}: {str(error).replace(str(dead_one), 'PID')}")
            """);

    assertThat(out)
        .isEqualTo(
            """
            NoProcess: cannot trace PID: it is dead
            NotRegistered: no process is registered as 'nobody'
            TypeError: trace takes a pid, a name, a label or 'all', not 42
            ValueError: unknown event 'sends'; there are send, receive, spawn, exit, link, register
            ValueError: n must be from 1 to 1000000, not 0
            TypeError: rate is a number of events, not 1.5
            ValueError: time must be above 0 and at most a day, not 0
            TypeError: match is a function of the message, not 'msg'
            ValueError: trace needs at least one event
            """);
  }

  @Test
  @DisplayName("a trace ends with the process that asked for it")
  void theHelperEndsWithItsProcess() {
    node.output(
        """
        async def tracer():
            await trace("all", "register", time=1000)

        p = spawn(tracer)
        while process_info(p, "status")["status"] != "waiting":
            await yield_()
        kill(p)
        """);

    TestProbe.expect(() -> node().traces().running().isEmpty(), () -> "the trace has ended");
  }
}
