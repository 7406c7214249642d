package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The specifications of a supervisor's children, and their change while it runs. */
class SupervisorCodeTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      async def waits(n):
          await receive("end".__eq__)

      async def refused(waiting):
          try:
              return await waiting
          except (SupervisorError, StartError) as error:
              return error.reason

      async def move(sup, new):
          await introspect.suspend(sup)
          try:
              await introspect.change_code(sup, new)
          finally:
              await introspect.resume(sup)

      async def specs(sup):
          return [(child.id, child.pid is not None) for child in reversed(await which_children(sup))]
      """;

  @Test
  @DisplayName("K47: the specification of a child is told by its id and by its pid")
  void childSpecifications() {
    String out =
        node.output(
            PRELUDE
                + """
                child = Child(waits, 1, id="a", restart="transient")
                sup = await Supervisor.start([child])
                pid = (await which_children(sup))[0].pid
                print(await get_childspec(sup, "a") == child, await get_childspec(sup, pid) == child)
                print(await refused(get_childspec(sup, "b")))
                await stop(sup)

                dynamic = await DynamicSupervisor.start()
                pid = await start_child(dynamic, child)
                print(await get_childspec(dynamic, pid) == child)
                print(await refused(get_childspec(dynamic, self())))
                await stop(dynamic)

                check_childspecs([child, (waits, 2)])
                for wrong in ([child, child], [42]):
                    try:
                        check_childspecs(wrong)
                    except SupervisorError as error:
                        print(error.reason)
                """);

    assertThat(out)
        .isEqualTo(
            """
            True True
            not_found
            True
            not_found
            ('duplicate_child_name', 'a')
            ('invalid_child_spec', 42)
            """);
  }

  @Test
  @DisplayName("K51: children run on under the specifications of the new class")
  void newSpecifications() {
    String out =
        node.output(
            PRELUDE
                + """
                class Old(Supervisor):
                    def init(self):
                        return {}, [Child(waits, n, id=n) for n in "abc"]

                class New(Supervisor):
                    async def init(self):
                        names = [("c", "temporary"), ("d", "permanent"), ("a", "permanent")]
                        return {"strategy": "rest_for_one"}, [
                            Child(waits, n, id=n, restart=restart) for n, restart in names
                        ]

                sup = await Old.start()
                before = {child.id: child.pid for child in await which_children(sup)}
                await move(sup, New)
                after = {child.id: child.pid for child in await which_children(sup)}
                print(await specs(sup), all(after[n] == before[n] for n in "abc"))
                await restart_child(sup, "d")
                ref = monitor(after["c"])
                exit_signal(after["c"], "boom")
                await receive(ref)
                print(await specs(sup))
                await stop(sup)
                """);

    assertThat(out)
        .isEqualTo(
            """
            [('c', True), ('d', False), ('a', True), ('b', True)] True
            [('d', True), ('a', True), ('b', True)]
            """);
  }

  @Test
  @DisplayName("K51: what the new class gives that is wrong leaves all as it was")
  void wrongSpecifications() {
    String out =
        node.output(
            PRELUDE
                + """
                class Old(Supervisor):
                    def init(self):
                        return {"strategy": "one_for_all"}, [Child(waits, n, id=n) for n in "ab"]

                def broken(flags, children):
                    class Broken(Supervisor):
                        def init(self):
                            if flags is None:
                                raise ValueError("no flags")
                            return flags, children
                    return Broken

                sup = await Old.start()
                children = await which_children(sup)
                for new in (
                    broken({"strategy": "none"}, []),
                    broken({}, [42]),
                    broken({}, [Child(waits, 1, id="x"), Child(waits, 2, id="x")]),
                    broken(None, []),
                ):
                    try:
                        await move(sup, new)
                    except Exception as error:
                        print(type(error).__name__, await which_children(sup) == children)
                ref = monitor(children[0].pid)
                exit_signal(children[1].pid, "boom")
                print((await receive(ref)).reason)
                print(await specs(sup))
                await stop(sup)
                """);

    assertThat(out)
        .isEqualTo(
            """
            StartError True
            StartError True
            SupervisorError True
            ValueError True
            shutdown
            [('a', True), ('b', True)]
            """);
  }

  @Test
  @DisplayName("K51: a DynamicSupervisor takes the flags of the new class, and keeps its children")
  void newFlags() {
    String out =
        node.output(
            PRELUDE
                + """
                class Old(DynamicSupervisor):
                    def init(self):
                        return {"max_children": 5}

                class New(DynamicSupervisor):
                    def init(self):
                        return {"max_children": 1}

                sup = await Old.start()
                pid = await start_child(sup, (waits, 1))
                await move(sup, New)
                print(is_alive(pid), await refused(start_child(sup, (waits, 2))))
                await stop(sup)
                """);

    assertThat(out).isEqualTo("True max_children\n");
  }
}
