package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The data that servers, supervisors and tasks publish (semantics A38, H8). */
class OtpInspectionTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String WORKERS =
      """
      class Worker(GenServer):
          def handle_cast(self, reason):
              if reason == "raise":
                  raise ValueError("bad\\nnews")
              return Stop(reason)

      async def waits():
          await receive(lambda message: message == "go on")

      async def ended(pid):
          ref = monitor(pid)
          await receive(ref, timeout=30)

      def supervision(sup):
          return tree(sup.pid)[0]["supervision"]

      async def until(condition):
          while not (value := condition()):
              await sleep(0.001)
          return value
      """;

  @Test
  @DisplayName("T-H07 (A38): a server tells its class, its behaviour and its ancestors")
  void serverTellsItsAncestors() {
    String out =
        node.output(
            WORKERS
                + """
                class Nested(Supervisor):
                    def init(self):
                        return {}, [Child(Worker, name="inner")]

                sup = await Supervisor.start_link([Nested], name="top")
                inner = process_info(whereis("inner"), "initial_call", "behaviour", "ancestors")
                nested = (await which_children(sup))[0].pid
                print(inner["initial_call"], inner["behaviour"])
                print(inner["ancestors"] == [nested, "top", self()])
                print(process_info(nested, "initial_call", "behaviour"))
                print(process_info(sup.pid, "behaviour", "ancestors")["ancestors"] == [self()])
                print(process_info(self(), "behaviour", "ancestors"))
                await stop(sup)
                """);

    assertThat(out)
        .isEqualTo(
            """
            Worker GenServer
            True
            {'initial_call': 'Nested', 'behaviour': 'Supervisor'}
            True
            {'behaviour': None, 'ancestors': []}
            """);
  }

  @Test
  @DisplayName("A38: a task tells its function; one that nobody has spawned has no ancestors")
  void taskTellsItsFunction() {
    String out =
        node.output(
            WORKERS
                + """
                tasks = await TaskSupervisor.start_link()
                one = Task.spawn(waits)
                two = await tasks.spawn(waits)
                three = Task.start(waits)
                for pid in (one.pid, two.pid, three):
                    info = process_info(pid, "initial_call", "behaviour", "ancestors")
                    print(info["initial_call"], info["behaviour"], info["ancestors"][-1] == self(),
                          len(info["ancestors"]))
                    send(pid, "go on")
                kill(three)
                await one.shutdown("brutal_kill")
                await two.shutdown("brutal_kill")
                await stop(tasks)
                await until(lambda: not is_alive(three))
                """);

    assertThat(out)
        .isEqualTo(
            """
            waits Task True 1
            waits Task True 2
            waits Task True 1
            """);
  }

  @Test
  @DisplayName("A38: of a long line of ancestors the nearest 20 are kept")
  void ancestorsAreLimited() {
    String out =
        node.output(
            """
            class Link(GenServer):
                async def init(self, left, top):
                    if left:
                        await Link.start_link(left - 1, top)
                    else:
                        send(top, process_info(self.pid, "ancestors", "parent"))

            first = await Link.start_link(40, self())
            last = await receive(dict, timeout=30)
            print(len(last["ancestors"]), last["ancestors"][0] == last["parent"])
            print(first.pid in last["ancestors"], self() in last["ancestors"])
            unlink(first)
            exit_signal(first.pid, "shutdown")
            while ps("Link"):
                await sleep(0.001)
            """);

    assertThat(out).isEqualTo("20 True\nFalse False\n");
  }

  @Test
  @DisplayName("H8: a supervisor tells its flags and its children, also those that do not run")
  void supervisorTellsItsChildren() {
    String out =
        node.output(
            WORKERS
                + """
                sup = await Supervisor.start_link(
                    [Child(Worker, id="a"), Child(Worker, id=("b", 1), restart="transient"),
                     Child(waits, restart="temporary", shutdown="brutal_kill")],
                    strategy="rest_for_one", max_restarts=7, max_seconds=30, name="sup")
                told = supervision(sup)
                print({k: v for k, v in told.items() if k != "children"})
                for child in told["children"]:
                    print(child["id"], child["start"], child["restart"], child["shutdown"],
                          child["state"], is_alive(child["pid"]), child["restarts"])
                await terminate_child(sup, "a")
                print([(c["id"], c["state"], c["pid"]) for c in supervision(sup)["children"]][0])
                await delete_child(sup, "a")
                print([c["id"] for c in supervision(sup)["children"]])
                await stop(sup)
                print(tree(sup.pid))
                """);

    assertThat(out)
        .isEqualTo(
            """
            {'strategy': 'rest_for_one', 'max_restarts': 7, 'max_seconds': 30.0, \
            'recent_restarts': 0, 'restarts': 0, 'auto_shutdown': 'never', 'children_count': 3}
            a Worker permanent 5.0 running True 0
            ('b', 1) Worker transient 5.0 running True 0
            waits waits temporary brutal_kill running True 0
            ('a', 'stopped', None)
            ["('b', 1)", 'waits']
            []
            """);
  }

  @Test
  @DisplayName(
      "H8: restarts are counted, for the child and for the intensity, with the last reason")
  void restartsAreTold() {
    String out =
        node.output(
            WORKERS
                + """
                sup = await Supervisor.start_link([Worker, Child(Worker, id="other")])
                for reason in ("one", "two", "raise"):
                    pid = supervision(sup)["children"][0]["pid"]
                    cast(pid, reason)
                    await ended(pid)
                    await until(lambda: supervision(sup)["children"][0]["pid"] not in (None, pid))
                await until(lambda: supervision(sup)["children"][0]["restarts"] == 3)
                told = supervision(sup)
                print(told["restarts"], told["recent_restarts"])
                for child in told["children"]:
                    print(child["id"], child["restarts"], child["last_reason"], child["last_end_ms"] is None)
                node = tree(told["children"][0]["pid"])[0]
                print(node["child"]["id"], node["child"]["restarts"], node["supervision"])
                await stop(sup)
                """);

    assertThat(out)
        .isEqualTo(
            """
            3 3
            Worker 3 ValueError: bad False
            other 0 None True
            Worker 3 None
            """);
  }

  @Test
  @DisplayName("H8, K10: a supervisor that waits for a slow child can be looked at meanwhile")
  void busySupervisorIsTold() {
    String out =
        node.output(
            WORKERS
                + """
                top = self()

                class Slow(GenServer):
                    async def init(self):
                        send(top, "begun")
                        await receive(lambda message: message == "go on")

                sup = await Supervisor.start_link([Worker])
                request = send_request(sup, ())  # answered when it is free again
                async def adds():
                    await start_child(sup, Slow)
                adder = spawn(adds)
                await receive(str, timeout=30)
                told = supervision(sup)
                print([(c["id"], c["state"]) for c in told["children"]])
                slow = [p["pid"] for p in ps("Slow")][0]
                print(process_info(slow, "behaviour"))
                send(slow, "go on")
                await until(lambda: supervision(sup)["children"][1]["state"] == "running")
                await stop(sup)
                await until(lambda: not is_alive(adder))
                try:
                    await receive_response(request)
                except Exception as error:
                    print(type(error).__name__)
                """);

    assertThat(out)
        .isEqualTo(
            """
            [('Worker', 'running'), ('Slow', 'stopped')]
            {'behaviour': 'GenServer'}
            TypeError
            """);
  }

  @Test
  @DisplayName("H8, K56: a child that cannot be restarted is restarting, and tells why it ended")
  void restartingChildIsTold() {
    String out =
        node.output(
            WORKERS
                + """
                class Fails(GenServer):
                    def init(self, flags):
                        if flags.get("fails", default=False):
                            return Stop("cannot")

                    def handle_cast(self, reason):
                        return Stop(reason)

                flags = Table(name="flags", access="public")
                sup = await DynamicSupervisor.start_link(max_restarts=1_000_000)
                child = await start_child(sup, Child(Fails, flags))
                flags["fails"] = True
                cast(child, "boom")
                def restarting():
                    found = supervision(sup)["children"]
                    return found and found[0]["state"] == "restarting" and found[0]
                told = await until(restarting)
                print(told["pid"], told["last_reason"], told["restarts"])
                flags["fails"] = False
                told = await until(lambda: supervision(sup)["children"][0]["pid"])
                print(supervision(sup)["children"][0]["restarts"], supervision(sup)["children_count"])
                await terminate_child(sup, told)
                print(supervision(sup)["children"])
                await stop(sup)
                """);

    assertThat(out).isEqualTo("None 'boom' 0\n1 1\n[]\n");
  }

  @Test
  @DisplayName("H8: a process is drawn below its supervisor, though another has spawned it")
  void treeGoesBySupervisors() {
    String out =
        node.output(
            WORKERS
                + """
                class Elsewhere:
                    @staticmethod
                    async def start_link():
                        server = await Worker.start()
                        link(server)
                        return server

                sup = await Supervisor.start_link([Elsewhere])
                node = tree(sup.pid)[0]
                print([c["initial_call"] for c in node["children"]], node["children_count"])
                print(node["children"][0]["child"]["id"])
                print(len(ps(sort="behaviour")) == len(ps()), {g["key"]: g["count"] for g in ps(group="behaviour") if g["key"]})
                await stop(sup)
                """);

    assertThat(out).isEqualTo("['Worker'] 1\nElsewhere\nTrue {'GenServer': 1, 'Supervisor': 1}\n");
  }
}
