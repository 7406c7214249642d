package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K: supervisors under faults at bad moments, and with bad input. */
class SupervisorFaultTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      import random
      import time

      trap_exit(True)
      ignoring = set()

      class Worker(GenServer):
          def init(self, id):
              return IGNORE if id in ignoring else None

          def handle_cast(self, reason):
              return Stop(reason)

      def worker(id, **options):
          return Child(Worker, id, id=id, **options)

      async def pids(sup):
          return {child.id: child.pid for child in await which_children(sup)}

      async def until(condition):
          "Wait until ``await condition()`` is true, and return it."
          deadline = time.monotonic() + 60
          while not (value := await condition()):
              if time.monotonic() > deadline:
                  raise AssertionError("it did not come true")
              await sleep(0.001)
          return value

      async def restarted(sup, id, old):
          async def changed():
              pid = (await pids(sup))[id]
              return pid if pid not in (old, None, "restarting") else None
          return await until(changed)

      async def refused(waiting):
          try:
              return await waiting
          except (SupervisorError, StartError) as error:
              return error.reason

      """;

  private String output(String program) {
    return node.output(PRELUDE + program);
  }

  @Test
  @DisplayName("K18, C21, J26: killed at any point of its life, a supervisor leaves nothing behind")
  void killedAtEveryPoint() {
    String out =
        output(
            """
            points = {"count": 0, "kill_at": 0, "victim": ""}

            def point():
                "Something that happens while the tree starts, restarts or ends; the k-th kills."
                points["count"] += 1
                if points["count"] == points["kill_at"]:
                    victim = whereis(points["victim"])
                    if victim is not None:
                        kill(victim)

            class Part(GenServer):
                async def init(self, traps):
                    trap_exit(traps)
                    point()
                    await yield_()
                    point()

                async def terminate(self, reason):
                    point()
                    await yield_()
                    point()

            async def function():
                await receive("never".__eq__)

            def part(name, traps):
                return Child(Part, traps, id=name, name=name)

            class Inner(Supervisor):
                def init(self):
                    point()
                    return {"max_restarts": 100}, [part("b", False), part("c", True)]

                async def terminate(self, reason):
                    point()
                    await super().terminate(reason)
                    point()

            class Root(Inner):
                def init(self):
                    point()
                    inner = Child(Inner, id="inner", name="inner")
                    children = [part("a", True), inner, part("d", False), Child(function, id="e")]
                    return {"strategy": "one_for_all", "max_restarts": 100}, children

            async def life():
                "Starts the tree, has it restart all, and stops it."
                try:
                    root = await Root.start_link(name="root")
                    old = whereis("a")
                    if old is not None:
                        kill(old)
                    while whereis("root") is not None and whereis("a") in (None, old):
                        await sleep(0.001)
                    await stop(root)
                except (StartError, CallError):
                    pass

            before = set(processes())

            async def nothing_left():
                return not registered() and not set(processes()) - before

            for victim in "root", "inner":
                kill_at = 0
                while True:
                    kill_at += 1
                    points.update(count=0, kill_at=kill_at, victim=victim)
                    await life()
                    await until(nothing_left)
                    while await receive(Exit, timeout=0, default=None) is not None:
                        pass
                    if points["count"] < kill_at:
                        break
                print(victim, kill_at > 30)
            """);

    assertThat(out).isEqualTo("root True\ninner True\n");
  }

  @Test
  @DisplayName("K27 T-K15 T-K16: the intensity allows what a model of its rule allows")
  void intensityAgainstModel() {
    String out =
        output(
            """
            from rebeam.otp.intensity import Intensity

            base = random.randrange(10**9)
            print("from seed", base)

            class Clock:
                now = 0.0
                def __call__(self):
                    return self.now

            def later(choice, period):
                steps = 0.0, period, period / 2, period * 0.999, period + 1, choice.random() * period * 2
                return choice.choice(steps)

            def allowed(times, period, most):
                "The rule, word by word: with this one, no more than ``most`` in the last ``period``."
                return sum(times[-1] - at <= period for at in times) <= most

            for seed in range(base, base + len(rounds(10_000))):
                choice = random.Random(seed)
                clock, most, period = Clock(), choice.randrange(5), choice.choice([0.5, 1.0, 5.0, 60.0])
                intensity, times = Intensity(most, period, clock), []
                for _ in range(40):
                    clock.now += later(choice, period)
                    times.append(clock.now)
                    answer = intensity.allows_restart()
                    assert answer is allowed(times, period, most), (seed, most, period, times)
                    if not answer:
                        break

            clock = Clock()

            class Timed(Supervisor):
                def _set_flags(self, **flags):
                    intensity = super()._set_flags(**flags)
                    intensity.clock = clock
                    return intensity

            for seed in range(base, base + len(rounds(2000)) // 5):
                choice = random.Random(seed)
                most, period, times = choice.randrange(4), choice.choice([1.0, 5.0]), []
                sup = await Timed.start_link([worker(1)], max_restarts=most, max_seconds=period)
                for _ in range(6):
                    clock.now += later(choice, period)
                    times.append(clock.now)
                    old = (await pids(sup))[1]
                    kill(old)
                    if not allowed(times, period, most):
                        end = await receive(Exit, timeout=60)
                        assert end == Exit(sup.pid, "shutdown"), (seed, end)
                        break
                    await restarted(sup, 1, old)
                else:
                    await stop(sup)
                    await receive(Exit)
            print("agreed")
            """);

    assertThat(out).startsWith("from seed ").endsWith("\nagreed\n");
  }

  @Test
  @DisplayName("K33 T-K26: a child that ignores its restart stays, without a process")
  void ignoredRestart() {
    String out =
        output(
            """
            sup = await Supervisor.start_link([worker("i"), worker("other")])
            ignoring.add("i")
            kill((await pids(sup))["i"])
            async def stopped():
                return (await pids(sup))["i"] is None
            await until(stopped)
            print(await count_children(sup))
            ignoring.clear()
            print((await restart_child(sup, "i")).pid == (await pids(sup))["i"])
            await stop(sup)
            await receive(Exit)
            """);

    assertThat(out).isEqualTo("ChildCounts(specs=2, active=1, supervisors=0, workers=2)\nTrue\n");
  }

  @Test
  @DisplayName(
      "K39 T-K31: a significant child that its supervisor ends for another shuts nothing down")
  void significantBystander() {
    String out =
        output(
            """
            for strategy in "one_for_all", "rest_for_one":
                sup = await Supervisor.start_link(
                    [worker("fails"), worker("sig", restart="transient", significant=True),
                     worker("temp", restart="temporary", significant=True)],
                    strategy=strategy, auto_shutdown="any_significant",
                )
                old = await pids(sup)
                kill(old["fails"])
                await restarted(sup, "sig", old["sig"])
                print(list(await pids(sup)))
                await stop(sup)
                await receive(Exit)
            """);

    assertThat(out).isEqualTo("['sig', 'fails']\n['sig', 'fails']\n");
  }

  @Test
  @DisplayName("K6, K41, K53 T-K43: whatever a start function does is why the child did not start")
  void startFunctions() {
    String out =
        output(
            """
            class Starts:
                @classmethod
                def start_link(cls, what):
                    match what:
                        case "raises":
                            raise ValueError("no")
                        case "exits":
                            raise ProcessExit("gone")
                        case "leaves":
                            raise SystemExit(3)
                        case "number":
                            return 42
                        case "generator":
                            return (n for n in ())

            for sup in await Supervisor.start_link([]), await DynamicSupervisor.start_link():
                for what in "raises", "exits", "leaves", "number":
                    print(await refused(start_child(sup, Child(Starts, what, id=what))))
                print(str(await refused(start_child(sup, Child(Starts, "generator")))).split(" at ")[0])
                print(dict(await count_children(sup))["specs"])
                await stop(sup)
                await receive(Exit)
            print(await refused(Supervisor.start_link([worker(1), Child(Starts, "exits", id="x")])))
            """);

    String reasons =
        """
        Crashed('ValueError', 'no')
        gone
        Shutdown(detail=('system_exit', 3))
        42
        <generator object Starts.start_link.<locals>.<genexpr>
        0
        """;
    assertThat(out)
        .isEqualTo(reasons + reasons + "Shutdown(detail=('failed_to_start_child', 'x', 'gone'))\n");
  }

  @Test
  @DisplayName(
      "K4, K42, N.2: ids that cannot be are refused where they are given; the tree lives on")
  void badIds() {
    String out =
        output(
            """
            sup = await Supervisor.start_link([worker(1)])
            for request in (
                lambda: Child(Worker, id=[]), lambda: terminate_child(sup, []),
                lambda: restart_child(sup, {}), lambda: delete_child(sup, set()),
            ):
                try:
                    await request()
                except TypeError as error:
                    print(error)
            print(await count_children(sup))
            await stop(sup)
            await receive(Exit)
            """);

    assertThat(out)
        .isEqualTo(
            """
            the id of a child is hashable, not []
            unhashable type: 'list'
            unhashable type: 'dict'
            unhashable type: 'set'
            ChildCounts(specs=1, active=1, supervisors=0, workers=1)
            """);
  }
}
