package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NameTest {
  private static final String WAITS =
      """
      async def waits():
          await receive()

      """;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("E1: a name is found, listed and freed")
  void aNameIsFoundAndFreed() {
    String out =
        node.output(
            WAITS
                + """
                pid = spawn(waits)
                print(whereis("b"), registered())
                register("b", pid)
                register("a")
                print(whereis("b") == pid, whereis("a") == self(), registered())
                send("a", "by name")
                print(await receive(timeout=0))
                unregister("b")
                unregister("a")
                print(whereis("b"), registered())
                kill(pid)
                """);

    assertThat(out).isEqualTo("None []\nTrue True ['a', 'b']\nby name\nNone []\n");
  }

  @Test
  @DisplayName("T-E01 to T-E06: every way to fail has its exception and its words")
  void failures() {
    String out =
        node.output(
            WAITS
                + """
                def attempt(fn, *args):
                    try:
                        fn(*args)
                    except Exception as error:
                        text = str(error).replace(repr(pid), "PID").replace(repr(dead), "DEAD")
                        print(f"{type(error).__name__}: {text}")
                    else:
                        print("no error")

                pid, dead = spawn(waits), spawn(waits)
                kill(dead)
                register("name", pid)
                attempt(register, "other", pid)
                attempt(register, "name", pid)
                attempt(register, "name")
                attempt(register, "dead", dead)
                attempt(register, "")
                attempt(register, None)
                attempt(register, 5, pid)
                attempt(register, "x", "name")
                attempt(unregister, "nmae")
                attempt(unregister, "zzz")
                attempt(whereis, 5)
                print(whereis("name") == pid, registered())
                kill(pid)
                """);

    assertThat(out)
        .isEqualTo(
            """
            AlreadyNamed: PID has a name already; unregister it first
            AlreadyNamed: PID has a name already; unregister it first
            NameTaken: name 'name' is taken by PID
            NoProcess: cannot name DEAD: it is dead
            ValueError: a name must not be empty
            TypeError: a name is a str, not None
            TypeError: a name is a str, not 5
            TypeError: register needs a pid, not 'name'; look a name up with whereis(name)
            NotRegistered: no process is registered as 'nmae'; did you mean 'name'?
            NotRegistered: no process is registered as 'zzz'
            TypeError: a name is a str, not 5
            True ['name']
            """);
  }

  @Test
  @DisplayName("T-E07 (E4): anyone may unregister a name")
  void anyoneMayUnregister() {
    String out =
        node.output(
            """
            async def other(top):
                unregister("mine")
                send(top, "done")

            register("mine")
            spawn(other, self())
            print(await receive(timeout=30), whereis("mine"))
            """);

    assertThat(out).isEqualTo("done None\n");
  }

  @Test
  @DisplayName("T-E08 (E7): a send to an unknown name raises NotRegistered")
  void aSendToAnUnknownNameRaises() {
    String out =
        node.output(
            """
            register("counter")
            try:
                send("conuter", "x")
            except NotRegistered as error:
                print(error, isinstance(error, LookupError))
            unregister("counter")
            """);

    assertThat(out)
        .isEqualTo("no process is registered as 'conuter'; did you mean 'counter'? True\n");
  }

  @Test
  @DisplayName("T-E10, T-E11 (E9): the name of a dead process is free when its end is told")
  void aNameIsFreeWhenTheEndIsTold() {
    String out =
        node.output(
            """
            async def holder():
                await receive()

            trap_exit(True)
            for round in rounds(10_000):
                if round % 2:
                    pid, ref = spawn_opt(holder, name="n", monitor=True)
                    kill(pid)
                    await receive(ref, timeout=30)
                else:
                    pid = spawn_opt(holder, name="n", link=True)
                    send(pid, "end")
                    await receive(Exit, timeout=30)
                register("n")
                unregister("n")
            print("done")
            """);

    assertThat(out).isEqualTo("done\n");
  }

  @Test
  @DisplayName("T-E13 (E9): a process that registers and returns leaves no name")
  void registerThenReturn() {
    String out =
        node.output(
            """
            async def child():
                register("short")

            left = 0
            for _ in rounds(1_000):
                pid, ref = spawn_monitor(child)
                left += (await receive(ref, timeout=30)).reason != "normal" or whereis("short") is not None
            print(left)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("T-E16 (E15): sends by name and by pid keep one order")
  void nameAndPidKeepOneOrder() {
    String out =
        node.output(
            """
            async def sender(to):
                for n in range(200):
                    send(to if n % 2 else "target", n)

            register("target")
            spawn(sender, self())
            print([await receive(timeout=30) for _ in range(200)] == list(range(200)))
            unregister("target")
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-E17 (E13): where a pid is needed a name is refused")
  void aNameIsNoPid() {
    String out =
        node.output(
            """
            register("me")
            for fn in (link, unlink, is_alive, process_info, kill):
                try:
                    fn("me")
                except TypeError as error:
                    print(error)
            unregister("me")
            """);

    assertThat(out)
        .isEqualTo(
            """
            link needs a pid, not 'me'; look a name up with whereis(name)
            unlink needs a pid, not 'me'; look a name up with whereis(name)
            is_alive needs a pid, not 'me'; look a name up with whereis(name)
            process_info needs a pid, not 'me'; look a name up with whereis(name)
            kill needs a pid, not 'me'; look a name up with whereis(name)
            """);
  }

  @Test
  @DisplayName("T-E18 (E3): of eight that register one name at once one succeeds")
  void oneOfEightGetsTheName() {
    String out =
        node.output(
            """
            def contender(top):
                receive()
                try:
                    register("prize")
                    send(top, "won")
                    receive()
                except NameTaken:
                    send(top, "lost")

            for _ in rounds(1_000):
                pids = [spawn(contender, self()) for _ in range(8)]
                for pid in pids:
                    send(pid, "go")
                results = sorted([await receive(timeout=30) for _ in range(8)])
                assert results == ["lost"] * 7 + ["won"], results
                winner = whereis("prize")
                ref = monitor(winner)
                send(winner, "end")
                await receive(ref, timeout=30)
            print("done")
            """);

    assertThat(out).isEqualTo("done\n");
  }

  @Test
  @DisplayName(
      "T-E09, T-E12 (E8, E10): sending to a dead holder is silent; a killed holder frees its name")
  void namesAndTheDead() {
    String out =
        node.output(
            """
            async def holder():
                await receive()

            old = spawn_opt(holder, name="n")
            kill(old)
            send(old, "silent")
            print(whereis("n"))
            for _ in rounds(10_000):
                old = spawn_opt(holder, name="n")
                new = spawn(holder)
                kill(old)
                try:
                    unregister("n")
                except NotRegistered:
                    pass
                while True:
                    try:
                        register("n", new)
                        break
                    except NameTaken:
                        await yield_()
                assert whereis("n") == new
                kill(new)
            print(whereis("n"))
            """);

    assertThat(out).isEqualTo("None\nNone\n");
  }

  @Test
  @DisplayName("T-E14, T-E15 (D5, E5, E9): sends by name reach a holder, or raise, or are lost")
  void sendersByName() {
    String out =
        node.output(
            """
            async def server(top, generation):
                async for m in mailbox():
                    if m == "die":
                        return
                    send(top, (generation, m))

            enough = False

            def client(top):
                sent = 0
                while not enough:
                    try:
                        send("server", (self(), sent))
                        sent += 1
                        receive(timeout=0.001, default=None)  # not faster than it is answered
                    except NotRegistered:
                        yield_()
                send(top, ("client", sent))

            spawn_opt(server, (self(), 0), name="server")
            ref = monitor("server")
            clients = [spawn(client, self()) for _ in range(2)]
            generation, answers, done, total = 0, 0, 0, 0
            while done < 2:
                match await receive(timeout=30):
                    case Down():
                        generation += 1
                        enough = generation > 3
                        spawn_opt(server, (self(), generation), name="server")
                        ref = monitor("server")
                    case ("client", count):
                        done, total = done + 1, total + count
                    case (of, (client_, _)):
                        assert 0 <= of <= generation
                        answers += 1
                        send(client_, "answered")
                        if answers % 50 == 0 and (holder := whereis("server")):
                            send(holder, "die")
            print(answers <= total)
            if holder := whereis("server"):
                kill(holder)
            await receive(ref)
            pid = spawn_opt(server, (self(), "last"), name="server")
            ref = monitor(pid)
            unregister("server")
            send(pid, "still there")
            await receive(lambda m: m == ("last", "still there"))
            try:
                send("server", "x")
            except NotRegistered:
                print("not registered")
            kill(pid)
            await receive(ref)
            while await receive(timeout=0, default=None) is not None:
                pass
            """);

    assertThat(out).isEqualTo("True\nnot registered\n");
  }
}
