package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.9: agents. */
class AgentTest {
  @RegisterExtension final TestNode node = new TestNode();

  private String output(String program) {
    return node.output(program);
  }

  @Test
  @DisplayName("K70: get, update, get_and_update and cast run functions on the value, in order")
  void functions() {
    String out =
        output(
            """
            async with Agent(lambda: [1, 2], name="numbers") as agent:
                print(await agent.get(len), await agent.update(lambda v: v + [3]), await Agent.get("numbers", sum))
                print(await agent.get_and_update(lambda v: (v[0], v[1:])), await agent.get(list))
                agent.cast(lambda v, more: v + more, [4])
                print(await agent.get(lambda v, k: v[k], 2), await introspect.get_state(agent))
                async def slowly(v):
                    await sleep(0.001)
                    return len(v)
                print(await agent.get(slowly), await agent.get(lambda v: self() == agent.pid))
            print(await receive(timeout=0, default="nothing"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            2 None 6
            1 [2, 3]
            4 {'value': [2, 3, 4]}
            3 True
            nothing
            """);
  }

  @Test
  @DisplayName("K70: what an agent gives is a copy")
  void copies() {
    String out =
        output(
            """
            async with Agent(list) as agent:
                (await agent.get(lambda v: v)).append(1)
                print(await agent.get(lambda v: v))
            """);

    assertThat(out)
        .isEqualTo(
            """
            []
            """);
  }

  @Test
  @DisplayName("K70 T-K53: a function that raises ends the agent, and its caller gets the reason")
  void failure() {
    String out =
        output(
            """
            agent = await Agent.start(dict)
            try:
                await agent.get(lambda v: v["missing"])
            except ServerExit as error:
                print(error.reason, is_alive(agent.pid))
            agent, ref = await Agent.start_monitor(int)
            try:
                await agent.get_and_update(lambda v: "no pair")
            except ServerExit as error:
                print(error.reason, (await receive(ref)).reason == error.reason)
            try:
                await agent.get(int)
            except CallNoProcess:
                print("gone", agent.cast(int))
            try:
                agent.get(7)
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            Crashed('KeyError', "'missing'") False
            ('bad_return_value', 'no pair') True
            gone None
            an agent runs a function on its value, not 7
            """);
  }

  @Test
  @DisplayName("K70: the first value is that of a function, and calls have a timeout")
  void start() {
    String out =
        output(
            """
            try:
                await Agent.start(5)
            except StartError as error:
                print(error.reason.message)
            agent = await Agent.start(lambda a, b: a + b, 1, b=2)
            print(await agent.get(int))
            async def never(v):
                await receive("never".__eq__)
            try:
                await agent.get(never, timeout=0.01)
            except CallTimeout:
                print("late")
            kill(agent.pid)
            """);

    assertThat(out)
        .isEqualTo(
            """
            an agent starts with a function that gives its value, not 5
            3
            late
            """);
  }

  @Test
  @DisplayName("K70: updates of several processes are all made")
  void contention() {
    String out =
        output(
            """
            async def counts(agent, times):
                for _ in range(times):
                    await agent.update(lambda v: v + 1)

            async with Agent(int) as agent:
                refs = [spawn_monitor(counts, agent, 50)[1] for _ in range(8)]
                def blocks():
                    agent.update(lambda v: v + 1)
                    send(top, agent.get(int) > 0)
                top = self()
                refs.append(spawn_monitor(blocks)[1])
                for ref in refs:
                    assert (await receive(ref, timeout=30)).reason == "normal"
                print(await agent.get(int), await receive())
            """);

    assertThat(out)
        .isEqualTo(
            """
            401 True
            """);
  }
}
