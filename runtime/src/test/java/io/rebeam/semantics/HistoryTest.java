package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.history.EndedProcess;
import io.rebeam.history.ExitOrigin;
import io.rebeam.history.History;
import io.rebeam.history.LoggedCause;
import io.rebeam.process.Pid;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history of processes that have ended. */
class HistoryTest {
  @RegisterExtension final TestNode node = new TestNode();

  private History history() {
    return node.node().history();
  }

  private EndedProcess ended(String pid) {
    return history().ended(Pid.parse(pid.strip()).orElseThrow()).orElseThrow();
  }

  @Test
  @DisplayName("an end is told with its reason, origin, names, lifetime and what was left")
  void endsAreKept() {
    List<String> out =
        node.output(
                """
                async def returns():
                    pass

                async def waits():
                    await receive(int)

                async def raises(d):
                    d["missing"]

                async def dies_with(other):
                    link(other)
                    await receive()

                async def exits_itself():
                    exit_signal(self(), "enough")
                    await receive()

                async def end(pid):
                    ref = monitor(pid)
                    await receive(ref)
                    print(pid)

                await end(spawn(returns))
                p = spawn_opt(waits, name="waiter", label="the job")
                send(p, "one"); send(p, "two")
                kill(p)
                await end(p)
                print(self())
                await end(spawn(raises, {}))
                p = spawn(waits)
                q = spawn(dies_with, p)
                while not process_info(p, "links")["links"]:
                    await yield_()
                exit_signal(p, "boom")
                await end(q)
                print(p)
                await end(spawn(exits_itself))
                p = spawn_opt(waits, max_messages=2)
                for word in ("a", "b", "c"):
                    send(p, word)
                await end(p)
                """)
            .lines()
            .toList();

    EndedProcess returned = ended(out.get(0));
    assertThat(returned.reason()).isEqualTo("normal");
    assertThat(returned.abnormal()).isFalse();
    assertThat(returned.names().initialCall()).isEqualTo("returns");
    assertThat(returned.origin().kind()).isEqualTo(ExitOrigin.Kind.ITSELF);

    EndedProcess killed = ended(out.get(1));
    assertThat(killed.reason()).isEqualTo("killed");
    assertThat(killed.abnormal()).isTrue();
    assertThat(killed.names().registered()).isEqualTo("waiter");
    assertThat(killed.names().label()).isEqualTo("the job");
    assertThat(killed.names().initialCall()).isEqualTo("waits");
    assertThat(killed.messagesLeft()).isEqualTo(2);
    assertThat(killed.parent()).isEqualTo(Pid.parse(out.get(2)).orElseThrow());
    assertThat(killed.origin())
        .isEqualTo(new ExitOrigin(ExitOrigin.Kind.SIGNAL, killed.parent(), "\"shell\""));
    assertThat(killed.lifetime()).isPositive();

    assertThat(ended(out.get(3)).reason()).isEqualTo("KeyError: 'missing'");
    assertThat(ended(out.get(3)).origin().kind()).isEqualTo(ExitOrigin.Kind.ITSELF);
    assertThat(ended(out.get(4)).reason()).isEqualTo("boom");
    assertThat(ended(out.get(4)).origin())
        .isEqualTo(
            new ExitOrigin(ExitOrigin.Kind.LINK, Pid.parse(out.get(5)).orElseThrow(), "waits"));
    assertThat(ended(out.get(6)).origin().kind()).isEqualTo(ExitOrigin.Kind.ITSELF);
    assertThat(ended(out.get(6)).reason()).isEqualTo("enough");
    assertThat(ended(out.get(7)).origin().kind()).isEqualTo(ExitOrigin.Kind.RUNTIME);
    assertThat(ended(out.get(7)).messagesLeft()).isZero(); // they were dropped at once
  }

  @Test
  @DisplayName("an exit signal from no process is one from outside, blocking processes included")
  void anEndFromOutside() {
    String pid =
        node.output(
                """
                import time

                def sleeper():
                    time.sleep(1000)

                print(spawn(sleeper))
                """)
            .strip();

    node.node().exit(Pid.parse(pid).orElseThrow(), "kill");

    assertThat(ended(pid).origin()).isEqualTo(new ExitOrigin(ExitOrigin.Kind.OUTSIDE, null, ""));
    assertThat(ended(pid).names().initialCall()).isEqualTo("sleeper");
    assertThat(ended(pid).summary()).matches("\\d+\\.\\d s ago: killed, by a signal from outside");
  }

  @Test
  @DisplayName("a million ends leave no more than a thousand behind, whatever their reasons hold")
  void endsDoNotPileUp() {
    String out =
        node.output(
            """
            async def big(n):
                raise ProcessExit(("x" * 1000, n))

            async def small():
                pass

            for round in range(20):
                for n in range(100):
                    spawn(small)
                await sleep(0)
            for n in range(5):
                _, ref = spawn_monitor(big, n)
                await receive(ref)
            ends = dead()
            print(len(ends), [len(end["reason"]) for end in ends[-5:]])
            """);

    assertThat(out).isEqualTo("1000 [200, 200, 200, 200, 200]\n");
    assertThat(history().endedTotal()).isGreaterThan(2000);
  }

  @Test
  @DisplayName("crashes with the same exception at the same place are one cause")
  void crashesAreFolded() {
    history().clearLog();
    String out =
        node.output(
            """
            async def divides(n):
                1 / n

            async def looks_up():
                {}["a"]

            for fn in (divides, looks_up, divides, divides):
                pid, ref = spawn_monitor(fn, *([0] if fn is divides else []))
                await receive(ref)
            print(pid)
            for cause in crash_log():
                print(cause["number"] > 0, cause["type"], cause["count"], cause["place"],
                      cause["headline"], cause["pid"] == pid, sep="|")
            """);

    List<String> lines = out.lines().toList();
    assertThat(lines)
        .containsExactly(
            lines.getFirst(),
            "True|KeyError|1|test.py:5 in looks_up|KeyError: 'a'|False",
            "True|ZeroDivisionError|3|test.py:2 in divides|ZeroDivisionError: division by zero"
                + "|True");
    LoggedCause last = history().log().getLast();
    assertThat(last.report())
        .isEqualTo("ZeroDivisionError: division by zero\n  test.py:2 in divides");
    assertThat(history().logOf(Pid.parse(lines.getFirst()).orElseThrow()))
        .map(LoggedCause::count)
        .hasValue(3L);
  }

  @Test
  @DisplayName("what the runtime tells of its own accord is in the log as well")
  void eventsOfTheRuntimeAreLogged() {
    history().clearLog();
    node.output(
        """
        async def waits():
            await receive(int)

        for _ in range(2):
            p, ref = spawn_opt(waits, max_messages=1, monitor=True)
            send(p, "a")
            send(p, "b")
            await receive(ref)
        """);

    TestProbe.expect(() -> !history().log().isEmpty(), () -> "a cause");
    LoggedCause cause = history().log().getFirst();
    assertThat(cause.type()).isEqualTo("message_queue_limit");
    assertThat(cause.count()).isEqualTo(2);
    assertThat(cause.headline()).endsWith(" exits: its mailbox is full (max_messages=1)");
  }

  @Test
  @DisplayName("a process that could not be started is not among those that have ended")
  void theUnborn() {
    String out =
        node.output(
            """
            async def f():
                pass

            register("mine")
            try:
                spawn_opt(f, name="mine")
            except NameTaken:
                print("taken")
            print([end for end in dead() if end["initial_call"] == "?"])
            unregister("mine")
            """);

    assertThat(out).isEqualTo("taken\n[]\n");
  }

  @Test
  @DisplayName("dead(pid) is a dict; None for the living; TypeError for what is no pid")
  void theHelperTellsOfOne() {
    String out =
        node.output(
            """
            async def f():
                raise ProcessExit("why")

            pid, ref = spawn_monitor(f)
            await receive(ref)
            end = dead(pid)
            print(end["reason"], end["origin"], end["origin_pid"], end["parent"] == self(),
                  end["name"], end["abnormal"], type(end["lifetime"]).__name__)
            print(dead(self()))
            try:
                dead("counter")
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            why itself None True None True float
            None
            dead needs a pid, not 'counter'; look a name up with whereis(name)
            """);
  }
}
