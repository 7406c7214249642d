package io.rebeam.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers and supervisors in great numbers, and for long. */
class ServerSoakTest {
  /** Whether the sizes are the full ones; where not, only the way is tried. */
  private static final boolean FULL =
      Double.parseDouble(System.getProperty("rebeam.soak", "0.02")) >= 1;

  private static final Duration PATIENCE = Duration.ofMinutes(60);

  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      import random
      import time
      from rebeam.otp.supervisor import request_of

      trap_exit(True)
      ended = []

      class Worker(GenServer):
          def init(self, id):
              trap_exit(True)
              self.id = id

          def handle_cast(self, request):
              raise ValueError(request)

          def terminate(self, reason):
              ended.append(self.id)

      def worker(id):
          return Child(Worker, id, id=id)

      async def pids(sup):
          return {child.id: child.pid for child in await which_children(sup)}

      def timed(what, begun):
          "Figures for whoever runs the full sizes; nothing depends on them."
          print(f"{what}: {time.monotonic() - begun:.2f} s")

      """;

  private static int sized(int quick, int full) {
    return FULL ? full : quick;
  }

  /** Runs a program and prints its output; the last line is the result. */
  private String result(Session session, String program) {
    EvalResult end = TestProbe.await(session.run(program, "soak.py", 1), PATIENCE);
    String error = end instanceof EvalResult.Raised(var raised) ? raised.full() : "";
    assertThat(error).isEmpty();
    assertThat(end).isInstanceOf(EvalResult.NoValue.class);
    String out = node.out().take();
    int last = out.lastIndexOf('\n', Math.max(0, out.length() - 2)) + 1;
    System.out.print(out.substring(0, last));
    return out.substring(last);
  }

  private String result(String program) {
    return result(node.openProgram(), PRELUDE + program);
  }

  @Test
  @DisplayName("K22, K23: as many children as there are crash at once, and all are there again")
  void allCrashAtOnce() {
    String out =
        result(
            """
            for strategy in "one_for_one", "one_for_all":
                sup = await Supervisor.start_link(
                    [worker(n) for n in range(%1$d)], strategy=strategy, max_restarts=10**9
                )
                old = await pids(sup)
                begun = time.monotonic()
                for n, pid in old.items():
                    cast(pid, "boom") if n %% 2 else kill(pid)
                def is_new(now):
                    return all(type(now[n]) is Pid and now[n] != old[n] for n in old)
                while not is_new(await pids(sup)):
                    await sleep(0.01)
                timed(f"%1$d crashes under {strategy}", begun)
                ended.clear()
                await stop(sup)
                await receive(Exit)
                assert ended == list(range(%1$d))[::-1]
            print("all again")
            """
                .formatted(sized(100, 1_000)));

    assertThat(out).isEqualTo("all again\n");
  }

  @Test
  @DisplayName("K7, K11: a tree of many processes ends in order")
  void aTreeEndsInOrder() {
    String out =
        result(
            """
            def part(n):
                return Child(Supervisor, [worker(n * 100 + k) for k in range(100)], id=n)

            for _ in range(2):
                begun = time.monotonic()
                top = await Supervisor.start_link([part(n) for n in range(%1$d)])
                timed("start of a tree of %1$d00 workers", begun)
                ended.clear()
                begun = time.monotonic()
                await stop(top)
                timed("its end", begun)
                await receive(Exit)
                assert ended == list(range(%1$d * 100))[::-1]
            print("in order")
            """
                .formatted(sized(2, 100)));

    assertThat(out).isEqualTo("in order\n");
  }

  @Test
  @DisplayName("K41, K52: a flood of start_child is answered to the last, and all end")
  void aFloodOfStarts() {
    String out =
        result(
            """
            for kind in Supervisor, DynamicSupervisor:
                sup = await (kind.start_link([]) if kind is Supervisor else kind.start_link())
                ended.clear()
                begun = time.monotonic()
                requests = [
                    send_request(sup, request_of("start_child", worker(n))) for n in range(%1$d)
                ]
                for request in requests:
                    await receive_response(request, timeout=None)
                timed(f"%1$d start_child to a {kind.__name__}", begun)
                assert (await count_children(sup))["active"] == %1$d
                begun = time.monotonic()
                await stop(sup)
                timed("their end", begun)
                await receive(Exit)
                assert sorted(ended) == list(range(%1$d))
            print("all ended")
            """
                .formatted(sized(500, 100_000)));

    assertThat(out).isEqualTo("all ended\n");
  }

  @Test
  @DisplayName("J40, J42: calls that are answered, late, refused or met by a crash leave nothing")
  void callsLeaveNothing() {
    Session session = node.openProgram();
    result(
        session,
        PRELUDE
            + """
            class Moody(GenServer):
                async def handle_call(self, request, caller):
                    match request:
                        case "late":
                            await sleep(0.0002)
                        case "crash":
                            raise ValueError("crash")
                        case "stop":
                            return Stop("shutdown", reply="bye")
                        case "refuse":
                            raise CallerError(KeyError("no"))
                        case "never":
                            return NO_REPLY
                    return "reply"

            MOODS = ["reply"] * 90 + ["late"] * 4 + ["never", "refuse", "crash", "stop", "kill"]

            async def calls(count, seed, top):
                choice = random.Random(seed)
                server, outcomes = await Moody.start(), {}
                for _ in range(count):
                    mood = choice.choice(MOODS)
                    try:
                        if mood == "kill":
                            kill(server)
                        seconds = 0.0001 if mood in ("late", "never") else None
                        outcome = await call(server, mood, timeout=seconds)
                    except (CallError, KeyError) as error:
                        outcome = type(error).__name__
                    outcomes[outcome] = outcomes.get(outcome, 0) + 1
                    if mood in ("crash", "kill", "stop"):
                        server = await Moody.start()
                await stop(server)
                info = process_info(self(), "monitors", "links", "message_queue_len")
                send(top, (outcomes, info["monitors"], info["links"], info["message_queue_len"]))

            async def soak(count):
                seed = random.randrange(10**9)
                print("calls from seed", seed)
                for n in range(4):
                    spawn(calls, count // 4, seed + n, self())
                total = {}
                for _ in range(4):
                    outcomes, *rest = await receive(tuple)
                    assert rest == [[], [], 0], rest
                    for outcome, n in outcomes.items():
                        total[outcome] = total.get(outcome, 0) + n
                print(total)
                return system_info("alias_count", "timer_count", "process_count")

            await soak(%1$d)
            print()
            """
                .formatted(sized(5_000, 50_000)));
    long before = usedHeap();

    String out =
        result(
            session,
            """
            begun = time.monotonic()
            before = system_info("alias_count", "timer_count", "process_count")
            after = await soak(%1$d)
            timed("%1$d calls", begun)
            deadline = time.monotonic() + 60
            def has_more():
                return any(after[item] > before[item] for item in before)
            while has_more() and time.monotonic() < deadline:  # those who end just now
                await sleep(0.001)
                after = system_info(*before)
            print((before, after) if has_more() else "no more than before")
            """
                .formatted(sized(10_000, 1_000_000)));

    assertThat(out).isEqualTo("no more than before\n");
    TestProbe.expect(() -> node.node().userProcessCount() == 0, () -> "no process");
    assertThat(usedHeap()).isLessThan(before + before / 20);
  }

  /** Bytes in use after a collection; the least of a few, since some garbage takes two. */
  private static long usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
