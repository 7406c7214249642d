package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.7: supervisors whose children are started while they run; servers of a block. */
class DynamicSupervisorTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String WORKER =
      """
      top = self()
      trap_exit(True)

      class Worker(GenServer):
          def init(self, *args):
              match args[-1]:
                  case "stop": return Stop("stopped")
                  case "ignore": return IGNORE
                  case "raise": raise ValueError("init")
                  case "exit": raise ProcessExit("exited")
                  case "junk": return 7
              trap_exit(True)
              self.args = args

          @call
          def get(self):
              return self.args

          def handle_cast(self, reason):
              if reason == "boom":
                  raise ValueError("boom")
              return Stop(reason)

      async def pids(sup):
          return [child.pid for child in await which_children(sup)]

      async def until(condition):
          while not (value := await condition()):
              await sleep(0.001)
          return value

      async def refused(waiting):
          try:
              return await waiting
          except SupervisorError as error:
              return error.reason
      """;

  private String output(String program) {
    return node.output(WORKER + program);
  }

  @Test
  @DisplayName("K52 T-K45: children have no ids; terminate_child takes a pid, and ends for good")
  void children() {
    String out =
        output(
            """
            async with DynamicSupervisor() as sup:
                print(await which_children(sup), dict(await count_children(sup)))
                first, second = [await start_child(sup, (Worker, n)) for n in "ab"]
                print(await second.get(), await pids(sup) == [second.pid, first.pid])
                print({child.id for child in await which_children(sup)})
                await terminate_child(sup, first)
                print(await pids(sup) == [second.pid], is_alive(first.pid))
                print(await refused(terminate_child(sup, first.pid)))
                print(await refused(restart_child(sup, first.pid)), await refused(delete_child(sup, 1)))
                print(dict(await count_children(sup)))
            print(await receive(timeout=0, default="nothing"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [] {'specs': 0, 'active': 0, 'supervisors': 0, 'workers': 0}
            ('b',) True
            {None}
            True False
            not_found
            simple_one_for_one simple_one_for_one
            {'specs': 1, 'active': 1, 'supervisors': 0, 'workers': 1}
            nothing
            """);
  }

  @Test
  @DisplayName("K53 T-K43: what a start can come to; the supervisor lives on")
  void starts() {
    String out =
        output(
            """
            async with DynamicSupervisor() as sup:
                for what in "stop", "ignore", "raise", "exit", "junk":
                    print(await refused(start_child(sup, (Worker, what))))
                print(await refused(start_child(sup, Child(Worker, significant=True))))
                await terminate_child(sup, await start_child(sup, (Worker, 1)))
            """);

    assertThat(out)
        .isEqualTo(
            """
            stopped
            None
            Crashed('ValueError', 'init')
            exited
            ('bad_return_value', 7)
            ('bad_combination', 'Worker')
            """);
  }

  @Test
  @DisplayName("K52: a temporary child that has ended is not kept")
  void temporaryChildrenAreForgotten() {
    String out =
        output(
            """
            async def work(n):
                send(top, n)

            async with DynamicSupervisor() as sup:
                for n in range(200):
                    await start_child(sup, Child(work, n, restart="temporary"))
                done = sorted([await receive(int, timeout=30) for _ in range(200)])
                async def none_left():
                    return dict(await count_children(sup))["specs"] == 0
                await until(none_left)
                state = await introspect.get_state(sup)
                print(done == list(range(200)), state)
            """);

    assertThat(out).isEqualTo("True {'children': []}\n");
  }

  @Test
  @DisplayName("K54, K56 T-K42: max_children counts one that is restarting; its old pid ends it")
  void maxChildren() {
    String out =
        output(
            """
            class Flaky(Worker):
                def init(self):
                    if whereis("started"):
                        raise ValueError("again")
                    return super().init(1)

            async with DynamicSupervisor(max_children=1, max_restarts=10**9) as sup:
                flaky = await start_child(sup, Flaky)
                register("started")
                print(await refused(start_child(sup, (Worker, 1))))
                cast(flaky, "boom")
                async def is_restarting():
                    return await pids(sup) == ["restarting"]
                await until(is_restarting)
                print(await refused(start_child(sup, (Worker, 1))), dict(await count_children(sup)))
                await terminate_child(sup, flaky.pid)
                print(await pids(sup))
                print((await refused(start_child(sup, (Worker, "now")))).pid in await pids(sup))
            unregister("started")
            """);

    assertThat(out)
        .isEqualTo(
            """
            max_children
            max_children {'specs': 1, 'active': 0, 'supervisors': 0, 'workers': 1}
            []
            True
            """);
  }

  @Test
  @DisplayName("K55: extra_arguments come before the child's own, at a restart too")
  void extraArguments() {
    String out =
        output(
            """
            async with DynamicSupervisor(extra_arguments=("x", "y")) as sup:
                child = await start_child(sup, Child(Worker, 1))
                print(await child.get())
                cast(child, "normal")
                async def restarted():
                    now = await pids(sup)
                    return now if now not in ([child.pid], ["restarting"]) else None
                [pid] = await until(restarted)
                print(await Worker.at(pid).get())
            """);

    assertThat(out).isEqualTo("('x', 'y', 1)\n('x', 'y', 1)\n");
  }

  @Test
  @DisplayName("K56, K33 T-K26: restart rules and intensity as of other supervisors")
  void restarts() {
    String out =
        output(
            """
            for restart in "permanent", "transient", "temporary":
                for reason in "normal", "shutdown", "boom":
                    async with DynamicSupervisor() as sup:
                        child = await start_child(sup, Child(Worker, 1, restart=restart))
                        cast(child, reason)
                        async def changed():
                            return await pids(sup) not in ([child.pid], ["restarting"])
                        await until(changed)
                        print("R" if await pids(sup) else "-", end="")
                print()
            sup = await DynamicSupervisor.start_link(max_restarts=0)
            cast(await start_child(sup, (Worker, 1)), "boom")
            print((await receive(Exit)).reason)

            class OnlyOnce(Worker):
                def init(self):
                    return IGNORE if whereis("ignore") else super().init(1)

            async with DynamicSupervisor() as sup:
                child = await start_child(sup, OnlyOnce)
                register("ignore")
                cast(child, "boom")
                async def removed():
                    return await pids(sup) == []
                await until(removed)
                unregister("ignore")
            """);

    assertThat(out).isEqualTo("RRR\n--R\n---\nshutdown\n");
  }

  @Test
  @DisplayName("K57 T-K44: all end at the same time; who is late is killed and reported")
  void parallelShutdown() {
    TestNode.Outcome outcome =
        node.run(
            WORKER
                + """
                class Together(Worker):
                    "Ends when all hundred are ending."
                    async def terminate(self, reason):
                        send(top, self.pid)
                        await receive("go".__eq__)

                class Late(Worker):
                    async def terminate(self, reason):
                        await receive("never".__eq__)

                async def stop_it(sup):
                    await stop(sup)

                sup = await DynamicSupervisor.start_link()
                for n in range(100):
                    await start_child(sup, Child(Together, n, shutdown=None))
                ending, ended = spawn_monitor(stop_it, sup)
                all_of_them = [await receive(Pid, timeout=30) for _ in range(100)]
                for pid in all_of_them:
                    send(pid, "go")
                print((await receive(ended, timeout=30)).reason, (await receive(Exit)).reason)

                async with DynamicSupervisor() as sup:
                    for child in Child(Late, 1, shutdown=0.01), Child(Late, 2, shutdown="brutal_kill"):
                        await start_child(sup, child)
                print("ended")
                """);

    assertThat(outcome.output()).isEqualTo("normal normal\nended\n");
    assertThat(outcome.err()).containsOnlyOnce("shutdown_error: child 'Late'").contains("'killed'");
  }

  @Test
  @DisplayName("K4: a bad flag is refused at the start, and so is a child that is none")
  void badFlags() {
    String out =
        output(
            """
            for flags in (
                {"strategy": "one_for_all"}, {"max_children": -1}, {"extra_arguments": 1},
                {"max_restarts": -1}, {"colour": "red"},
            ):
                try:
                    await DynamicSupervisor.start_link(**flags)
                except StartError as error:
                    print(error.reason[0] if isinstance(error.reason, tuple) else error.reason)

            class Mine(DynamicSupervisor):
                def init(self, most):
                    return {"max_children": most}

            async with Mine(1) as sup:
                await start_child(sup, (Worker, 1))
                print(await refused(start_child(sup, (Worker, 1))))
            """);

    assertThat(out)
        .isEqualTo(
            """
            supervisor_data
            supervisor_data
            supervisor_data
            supervisor_data
            Crashed('TypeError', "DynamicSupervisor.init() got an unexpected keyword argument 'colour'")
            max_children
            """);
  }

  @Test
  @DisplayName("N.6: a server of a block is stopped when the block is left, however that is")
  void serversOfABlock() {
    String out =
        output(
            """
            async with Supervisor([(Worker, 1)]) as sup:
                [worker] = await pids(sup)
                print(is_alive(sup.pid), is_alive(worker))
            print(is_alive(sup.pid), is_alive(worker), await receive(timeout=0, default="nothing"))
            try:
                async with Worker(1) as worker:
                    raise KeyError("mine")
            except KeyError as error:
                print(error, is_alive(worker.pid))
            async with Worker(1) as worker:
                kill(worker.pid)
                print((await receive(Exit)).reason)
            async with Worker("ignore") as worker:
                print(worker)
            try:
                async with Worker("stop") as worker:
                    print("not reached")
            except StartError as error:
                print(error.reason)

            def blocking():
                with Worker(5) as worker:
                    send(top, worker.get())
                send(top, (is_alive(worker.pid),))

            pid, ref = spawn_monitor(blocking)
            print(await receive(tuple), await receive(tuple), (await receive(ref)).reason)
            try:
                with Worker(1):
                    print("not reached")
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            True True
            False False nothing
            'mine' False
            killed
            None
            stopped
            (5,) (False,) normal
            in an async def process: async with Worker(...)
            """);
  }
}
