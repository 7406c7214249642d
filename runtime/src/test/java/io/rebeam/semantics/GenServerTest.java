package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics J: servers. */
class GenServerTest {
  @RegisterExtension final TestNode node = new TestNode();

  /** A server whose callbacks carry out the requests. */
  private static final String ECHO =
      """
      class Echo(GenServer):
          def init(self, top=None, traps=False):
              self.top = top
              self.seen = []
              if traps:
                  trap_exit(True)

          def handle_call(self, request, caller):
              self.seen.append(request)
              return request(self, caller) if callable(request) else ("echo", request)

          def handle_cast(self, request):
              self.seen.append(request)
              return request(self) if callable(request) else None

          def handle_info(self, message):
              self.seen.append(message)
              return message(self) if callable(message) else None

          def handle_continue(self, what):
              self.seen.append(("continue", what))

          def handle_timeout(self):
              self.seen.append("timeout")

          def terminate(self, reason):
              if self.top is not None:
                  send(self.top, ("terminate", reason))

          @call
          def history(self):
              return list(self.seen)

      async def reason_of(pid):
          ref = monitor(pid)
          return (await receive(ref, timeout=30)).reason

      async def left():
          return await receive(timeout=0, default="nothing")

      """;

  private String output(String program) {
    return node.output(ECHO + program);
  }

  private TestNode.Outcome run(String program) {
    return node.run(ECHO + program);
  }

  @Test
  @DisplayName("J1 T-J01: a start returns when init has")
  void startWaitsForInit() {
    String out =
        output(
            """
            class Slow(GenServer):
                async def init(self, top):
                    await sleep(0.05)
                    send(top, "init is done")

            server = await Slow.start(self())
            print(await receive(timeout=0), server.pid == Slow.at(server.pid).pid)
            await stop(server)
            """);

    assertThat(out).isEqualTo("init is done True\n");
  }

  @Test
  @DisplayName("J3 T-J02: a name that is taken gives AlreadyStarted, and init does not run")
  void nameTaken() {
    String out =
        output(
            """
            trap_exit(True)
            first = await Echo.start(name="one")
            outcomes = set()
            for _ in rounds(1000):
                try:
                    await Echo.start_link(self(), name="one")
                except AlreadyStarted as error:
                    outcomes.add((error.pid == first.pid, process_info(self(), "links")["links"] == []))
            print(outcomes, await left())
            await stop("one")
            """);

    assertThat(out).isEqualTo("{(True, True)} nothing\n");
  }

  @Test
  @DisplayName("J3 T-J03: of eight starts with one name one wins, the others get its pid")
  void concurrentStarts() {
    String out =
        output(
            """
            async def starter(top):
                try:
                    send(top, ("ok", (await Echo.start(name="race")).pid))
                except AlreadyStarted as error:
                    send(top, ("taken", error.pid))

            bad = 0
            for _ in rounds(1000):
                for _ in range(8):
                    spawn(starter, self())
                answers = [await receive(timeout=30) for _ in range(8)]
                winners = [pid for word, pid in answers if word == "ok"]
                bad += len(winners) != 1 or any(pid != winners[0] for _, pid in answers)
                await stop("race")
            print(bad)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("J4 T-J04: IGNORE gives None, the process has ended, the name is free")
  void ignore() {
    String out =
        output(
            """
            class Ignores(GenServer):
                def init(self):
                    return IGNORE

            trap_exit(True)
            print(await Ignores.start_link(name="ignored"), whereis("ignored"), await left())
            """);

    assertThat(out).isEqualTo("None None nothing\n");
  }

  @Test
  @DisplayName("J4, J5 T-J05: Stop from init is a StartError, and no Exit is left")
  void stopFromInit() {
    String out =
        output(
            """
            class Stops(GenServer):
                def init(self):
                    return Stop("no wish")

            async def starts_linked():
                await Stops.start_link()

            trap_exit(True)
            try:
                await Stops.start_link()
            except StartError as error:
                print(error.reason, await left())
            print(await reason_of(spawn(starts_linked)))
            """);

    assertThat(out).isEqualTo("no wish nothing\nno wish\n");
  }

  @Test
  @DisplayName("J4 T-J06: StartError raised in init refuses without a crash; a linked caller lives")
  void refusal() {
    TestNode.Outcome outcome =
        run(
            """
            class Refuses(GenServer):
                def init(self):
                    raise StartError("full")

            try:
                await Refuses.start_link()
            except StartError as error:
                print(error.reason, await left())
            """);

    assertThat(outcome.output()).isEqualTo("full nothing\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  @DisplayName("J4 T-J07: an init that raises or returns nonsense is a StartError")
  void badInit() {
    String out =
        output(
            """
            class Raises(GenServer):
                def init(self, how):
                    if how == "raises":
                        raise ValueError("bad")
                    return 42

            for how in "raises", "nonsense":
                try:
                    await Raises.start(how)
                except StartError as error:
                    print(error.reason)
            """);

    assertThat(out).isEqualTo("Crashed('ValueError', 'bad')\n('bad_return_value', 42)\n");
  }

  @Test
  @DisplayName("J8 T-J08: handle_continue runs before messages that were sent already")
  void continueFirst() {
    String out =
        output(
            """
            class Continues(Echo):
                def init(self):
                    self.seen, self.top = [], None
                    for _ in range(3):
                        send("early", "message")
                    return Continue("first")

            wrong = 0
            for _ in rounds(1000):
                server = await Continues.start(name="early")
                wrong += (await server.history())[0] != ("continue", "first")
                await stop(server)
            print(wrong)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("J10 T-J09: each form of a callback's result")
  void results() {
    String out =
        output(
            """
            server = await Echo.start()
            print(await call(server, 1))
            print(await call(server, lambda s, c: Reply("value", then=Continue(2))))
            print(await call(server, lambda s, c: Reply("value", timeout=0)))
            cast(server, lambda s: Continue(3))
            send(server, lambda s: Continue(4))
            print([x for x in await server.history() if not callable(x)])
            print(await call(server, lambda s, c: Stop("normal", reply="last")))
            for stopping in (lambda s: Stop("cast"),):
                server = await Echo.start()
                ref = monitor(server)
                cast(server, stopping)
                print((await receive(ref, timeout=30)).reason)
                server = await Echo.start()
                ref = monitor(server)
                send(server, stopping)
                print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('echo', 1)
            value
            value
            [1, ('continue', 2), 'timeout', ('continue', 3), ('continue', 4)]
            last
            cast
            cast
            """);
  }

  @Test
  @DisplayName("J11 T-J10: nonsense from a callback ends the server after terminate")
  void nonsense() {
    String out =
        output(
            """
            server = await Echo.start(self())
            ref = monitor(server)
            cast(server, lambda s: 42)
            print(await receive(timeout=30))
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out)
        .isEqualTo("('terminate', ('bad_return_value', 42))\n('bad_return_value', 42)\n");
  }

  @Test
  @DisplayName("J12 T-J11: Stop with a reply runs terminate, then replies, then ends")
  void stopWithReply() {
    String out =
        output(
            """
            server = await Echo.start(self())
            ref = monitor(server)
            print(await call(server, lambda s, c: Stop("shutdown", reply="bye")))
            print(await receive(timeout=0), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("bye\n('terminate', 'shutdown') shutdown\n");
  }

  @Test
  @DisplayName("J13, J14 T-J12 T-J13: another process may reply; a second reply is dropped")
  void lateAndDoubleReplies() {
    String out =
        output(
            """
            def hand_over(server, caller):
                async def helper():
                    reply(caller, "from the helper")
                    reply(caller, "again")
                spawn(helper)
                return NO_REPLY

            def twice(server, caller):
                reply(caller, "one")
                reply(caller, "two")
                return "three"

            server = await Echo.start()
            print(await call(server, hand_over), await call(server, twice))
            await call(server, 0)
            print(await left())
            await stop(server)
            """);

    assertThat(out).isEqualTo("from the helper one\nnothing\n");
  }

  @Test
  @DisplayName("J15 T-J14 T-J15: a message cancels a timeout; one of 0 comes after what is queued")
  void timeouts() {
    String out =
        output(
            """
            server = await Echo.start()
            await call(server, lambda s, c: Reply(None, timeout=0.1))
            await call(server, "cancels it")
            await sleep(0.2)
            print("timeout" in await server.history())

            def queue_three(server, caller):
                for n in range(3):
                    send(server.pid, n)
                return Reply(None, timeout=0)

            await call(server, queue_three)
            await call(server, lambda s, c: Reply(None, timeout=0))
            while "timeout" not in (seen := await call(server, lambda s, c: Reply(list(s.seen), timeout=0))):
                await yield_()
            print([x for x in seen if isinstance(x, int)], seen.count("timeout") > 0)
            await stop(server)
            """);

    assertThat(out).isEqualTo("False\n[0, 1, 2] True\n");
  }

  @Test
  @DisplayName("J16 T-J16: a system request does not cancel a timeout")
  void systemRequestKeepsTimeout() {
    String out =
        output(
            """
            class Times(GenServer):
                def init(self, top):
                    self.top = top
                    self.set_timeout(0.1)

                def handle_timeout(self):
                    send(self.top, "timeout")

            server = await Times.start(self())
            await introspect.get_state(server)
            print(await receive(timeout=30))
            await stop(server)
            """);

    assertThat(out).isEqualTo("timeout\n");
  }

  @Test
  @DisplayName("J18 T-J17: without handle_info a message is logged and dropped")
  void unexpectedMessage() {
    TestNode.Outcome outcome =
        run(
            """
            class Plain(GenServer):
                @call
                def ping(self):
                    return "pong"

            server = await Plain.start()
            send(server, "stray")
            print(await server.ping())
            await stop(server)
            """);

    assertThat(outcome.output()).isEqualTo("pong\n");
    node.expectError("got an unexpected message: 'stray'");
  }

  @Test
  @DisplayName("J19, J22 T-J18: an exception runs terminate and is reported with message and state")
  void crash() {
    TestNode.Outcome outcome =
        run(
            """
            server = await Echo.start(self())
            ref = monitor(server)
            await call(server, "before")
            cast(server, lambda s: 1 / 0)
            print(await receive(timeout=30))
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            ('terminate', Crashed('ZeroDivisionError', 'division by zero'))
            Crashed('ZeroDivisionError', 'division by zero')
            """);
    node.expectError("Echo crashed: ZeroDivisionError: division by zero");
    node.expectError("last message: ('cast', <function");
    node.expectError("state: {'top': <0.");
    node.expectError("'seen': ['before', ");
  }

  @Test
  @DisplayName(
      "J20, J23 T-J19 T-J23: no terminate for an exit signal that is not trapped, nor for kill")
  void endsWithoutTerminate() {
    String out =
        output(
            """
            plain = await Echo.start(self())
            ref = monitor(plain)
            exit_signal(plain, "shutdown")
            print((await receive(ref, timeout=30)).reason, await left())
            trapping = await Echo.start(self(), traps=True)
            ref = monitor(trapping)
            kill(trapping)
            print((await receive(ref, timeout=30)).reason, await left())
            """);

    assertThat(out).isEqualTo("shutdown nothing\nkilled nothing\n");
  }

  @Test
  @DisplayName("J20, J26 T-J20 T-J21: the end of the parent ends a trapping server, normal too")
  void parentEnds() {
    String out =
        output(
            """
            async def parent(top, reason):
                server = await Echo.start_link(top, traps=True)
                send(top, server)
                await receive("go".__eq__)
                raise ProcessExit(reason)

            for reason in "shutdown", "normal":
                pid = spawn(parent, self(), reason)
                server = await receive(timeout=30)
                ref = monitor(server)
                send(pid, "go")
                print(await receive(timeout=30), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(out)
        .isEqualTo("('terminate', 'shutdown') shutdown\n('terminate', 'normal') normal\n");
  }

  @Test
  @DisplayName("J27 T-J22: the end of another linked process is a message to handle_info")
  void othersEnd() {
    String out =
        output(
            """
            async def peer(server):
                link(server)
                raise ProcessExit("done")

            server = await Echo.start(traps=True)
            pid, ref = spawn_monitor(peer, server)
            await receive(ref, timeout=30)
            print(await server.history() == [Exit(pid, "done")])
            await stop(server)
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("J21 T-J24: what terminate raises takes the place of the reason")
  void terminateRaises() {
    String out =
        output(
            """
            class Fails(GenServer):
                def handle_cast(self, request):
                    return Stop("asked")

                def terminate(self, reason):
                    raise KeyError(reason)

            server = await Fails.start()
            ref = monitor(server)
            cast(server, 1)
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("Crashed('KeyError', \"'asked'\")\n");
  }

  @Test
  @DisplayName("J22, J23 T-J25 T-J26: only abnormal ends are reported; a bad format_status hides")
  void reports() {
    TestNode.Outcome outcome =
        run(
            """
            for reason in "normal", "shutdown", Shutdown("x"), "boom":
                server = await Echo.start()
                ref = monitor(server)
                cast(server, lambda s, reason=reason: Stop(reason))
                await receive(ref, timeout=30)

            class Secret(GenServer):
                def init(self):
                    self.password = "hunter2"

                def handle_cast(self, request):
                    return Stop("leaks")

                def format_status(self, status):
                    raise ValueError("no format")

            server = await Secret.start()
            ref = monitor(server)
            cast(server, 1)
            await receive(ref, timeout=30)
            """);

    outcome.output();
    node.expectError("format_status failed: ValueError"); // of the last one
    assertThat(node.errors().lines().filter(line -> line.contains(" stopped: ")))
        .satisfiesExactly(
            first -> assertThat(first).contains("stopped: 'boom'"),
            second -> assertThat(second).contains("stopped: 'leaks'"));
    assertThat(node.errors()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName("J30, J31 T-J27 T-J28: calls to the dead, the unknown and oneself fail at once")
  void callsThatCannotBe() {
    String out =
        output(
            """
            dead = spawn(receive)
            kill(dead)

            class Selfish(GenServer):
                async def handle_call(self, request, caller):
                    try:
                        await call(self.pid, request)
                    except CallSelf as error:
                        return error.reason

            server = await Selfish.start()
            for dest in dead, "nobody":
                try:
                    await call(dest, 1)
                except CallNoProcess as error:
                    print(error.reason, isinstance(error, LookupError))
            print(await call(server, 1))
            await stop(server)
            """);

    assertThat(out).isEqualTo("noproc True\nnoproc True\ncalling_self\n");
  }

  @Test
  @DisplayName("J30 T-J29: a call ends with the reason of the server that ends during it")
  void serverEndsDuringCall() {
    String out =
        output(
            """
            seen = {}
            for _ in rounds(1000):
                for reason in "normal", "shutdown", "killed", "crash":
                    server = await Echo.start()

                    def ends(s, c, reason=reason):
                        if reason == "killed":
                            kill(s.pid)
                        if reason == "crash":
                            raise ValueError("x")
                        return Stop(reason)

                    try:
                        await call(server, ends, timeout=None)
                    except ServerExit as error:
                        seen.setdefault(reason, set()).add(str(error.reason))
                if len(seen) == 4 and _ > 100:
                    break
            print(seen, await left())
            """);

    assertThat(out)
        .isEqualTo(
            "{'normal': {'normal'}, 'shutdown': {'shutdown'}, 'killed': {'killed'}, 'crash':"
                + " {\"Crashed('ValueError', 'x')\"}} nothing\n");
  }

  @Test
  @DisplayName(
      "J35, J40, J42 T-J30 T-J31 T-J32: after a timeout no reply comes, and the server works on")
  void timeoutRaces() {
    String out =
        output(
            """
            async def at_about(s, c):
                await sleep(0.002)
                return "late"

            server = await Echo.start()
            outcomes = set()
            for _ in rounds(10000):
                try:
                    outcomes.add(await call(server, at_about, timeout=0.002))
                except CallTimeout as error:
                    outcomes.add(error.reason)
            print(outcomes <= {"late", "timeout"}, await left())
            before = len(await server.history())
            try:
                await call(server, lambda s, c: sleep(0.05), timeout=0.001)
            except CallTimeout:
                pass
            print(len(await server.history()) - before, await left())
            for _ in rounds(1000):
                server2 = await Echo.start()
                await call(server2, lambda s, c: Stop("normal", reply=1))
            await sleep(0)
            print(await left())
            await stop(server)
            """);

    assertThat(out).isEqualTo("True nothing\n1 nothing\nnothing\n");
  }

  @Test
  @DisplayName("J33, J34 T-J33 T-J34: a cast is silent for the dead and comes before a later call")
  void casts() {
    String out =
        output(
            """
            dead = spawn(receive)
            kill(dead)
            print(cast(dead, 1), cast("nobody", 1))
            server = await Echo.start()
            wrong = 0
            for n in rounds(1000):
                cast(server, n)
                wrong += (await server.history())[-1] != n
            print(wrong)
            await stop(server)
            """);

    assertThat(out).isEqualTo("None None\n0\n");
  }

  @Test
  @DisplayName("J39 T-J35 T-J36: stop runs terminate after what is queued; its failures")
  void stops() {
    String out =
        output(
            """
            class Slow(Echo):
                async def terminate(self, reason):
                    await sleep(0.05)
                    send(self.top, (len(self.seen), reason))

            server = await Slow.start(self())
            for n in range(100):
                cast(server, n)
            try:
                await stop(server, timeout=-1)
            except ValueError:
                print("bad timeout", is_alive(server.pid))
            await stop(server, "shutdown")
            print(await receive(timeout=0))
            try:
                await stop(server)
            except CallNoProcess as error:
                print(error.reason)
            server = await Slow.start(self())
            ref = monitor(server)
            try:
                await stop(server, timeout=0.001)
            except CallTimeout as error:
                print(error.reason)
            print((await receive(ref, timeout=30)).reason, await receive(timeout=0))
            """);

    assertThat(out)
        .isEqualTo("bad timeout True\n(100, 'shutdown')\nnoproc\ntimeout\nnormal (0, 'normal')\n");
  }

  @Test
  @DisplayName("J38 T-J38: a response may be waited for again, or abandoned")
  void responses() {
    String out =
        output(
            """
            server = await Echo.start()
            for abandon in False, True:
                request = send_request(server, lambda s, c: s.seen.append(c) or NO_REPLY)
                for _ in range(1 if abandon else 2):
                    try:
                        await receive_response(request, timeout=0.001, abandon=abandon)
                    except CallTimeout:
                        print("not yet")
                cast(server, lambda s: reply(s.seen[-2], "late"))
                await server.history()
                if not abandon:
                    print(await receive_response(request))
            print(await left())
            await stop(server)
            """);

    assertThat(out).isEqualTo("not yet\nnot yet\nlate\nnot yet\nnothing\n");
  }

  @Test
  @DisplayName("J36 T-J37: multi_call tells the replies and the bad ones, and leaves no late reply")
  void multiCall() {
    String out =
        output(
            """
            dead = spawn(receive)
            kill(dead)
            good, late = await Echo.start(), await Echo.start()
            await introspect.suspend(late)
            replies, bad = await multi_call([good, dead, late, "nobody"], "hello", timeout=0.05)
            print(replies == [(good, ("echo", "hello"))], bad == [dead, late, "nobody"])
            await introspect.resume(late)
            await late.history()
            print(await left())
            await stop(good)
            await stop(late)
            """);

    assertThat(out).isEqualTo("True True\nnothing\n");
  }

  @Test
  @DisplayName("J44 T-J39: a replacement that fails leaves the state")
  void replaceState() {
    String out =
        output(
            """
            server = await Echo.start()
            try:
                await introspect.replace_state(server, lambda state: 1 / 0)
            except ZeroDivisionError as error:
                print(error, (await introspect.get_state(server))["seen"])
            await introspect.replace_state(server, lambda state: {**state, "seen": [1, 2]})
            print(await server.history())
            await stop(server)
            """);

    assertThat(out).isEqualTo("division by zero []\n[1, 2]\n");
  }

  @Test
  @DisplayName("J46 T-J40 T-J41: a suspended server answers system requests only, and its parent")
  void suspended() {
    String out =
        output(
            """
            server = await Echo.start()
            await introspect.suspend(server)
            for n in range(3):
                cast(server, n)
            print((await introspect.get_state(server))["seen"])
            print((await introspect.get_status(server))["status"])
            await introspect.resume(server)
            print(await server.history())
            await stop(server)

            async def parent(top):
                server = await Echo.start_link(top, traps=True)
                await introspect.suspend(server)
                send(top, server)

            spawn(parent, self())
            server = await receive(lambda m: type(m) is not tuple, timeout=30)
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("[]\nsuspended\n[0, 1, 2]\n('terminate', 'normal')\n");
  }

  @Test
  @DisplayName("J49 T-J42: statistics, log and trace")
  void statisticsLogAndTrace() {
    String out =
        output(
            """
            server = await Echo.start()
            print(await introspect.statistics(server))
            await introspect.statistics(server, True)
            await introspect.log(server, 2)
            await introspect.trace(server, True)
            for n in range(3):
                cast(server, n)
            await introspect.trace(server, False)
            print((await introspect.statistics(server))["messages_in"])
            print(await introspect.log(server))
            await introspect.log(server, False)
            await introspect.statistics(server, False)
            print(await introspect.log(server), await introspect.statistics(server))
            await stop(server)
            """);

    assertThat(out.replaceAll("<0\\.\\d+\\.0>", "PID"))
        .isEqualTo(
            """
            no_statistics
            *DBG* PID got ('cast', 0)
            *DBG* PID got ('cast', 1)
            *DBG* PID got ('cast', 2)
            3
            [('cast', 1), ('cast', 2)]
            [] no_statistics
            """);
  }

  @Test
  @DisplayName("N21 T-J43: a crash fails all who wait; CallerError fails one caller")
  void crashAndCallerError() {
    String out =
        output(
            """
            async def caller(server, top, request):
                try:
                    send(top, await call(server, request))
                except ServerExit as error:
                    send(top, str(error.reason))

            async def crashes(s, c):
                await sleep(0.05)
                raise ValueError("boom")

            server = await Echo.start()
            for request in crashes, 1, 2:
                spawn(caller, server, self(), request)
                await yield_()
            print({await receive(timeout=30) for _ in range(3)})

            def refuses(s, c):
                raise CallerError(KeyError("yours"))

            server = await Echo.start()
            try:
                await call(server, refuses)
            except KeyError as error:
                print(error, await call(server, 1))
            await stop(server)
            """);

    assertThat(out).isEqualTo("{\"Crashed('ValueError', 'boom')\"}\n'yours' ('echo', 1)\n");
  }

  @Test
  @DisplayName("design 12: typed methods have signatures, and are plain methods in the server")
  void typedMethods() {
    String out =
        output(
            """
            import inspect

            class Counter(GenServer):
                def init(self, start=0):
                    self.n = start

                @call
                def get(self):
                    "The number."
                    return self.n

                @call(timeout=30)
                async def add_and_get(self, k: int = 1) -> int:
                    self.add(k)
                    return self.get()

                @cast
                def add(self, k=1):
                    self.n += k

            counter = await Counter.start(5, name="counter")
            counter.add(2)
            print(await counter.get(), await counter.add_and_get(k=3), await Counter.at("counter").get())
            print(inspect.signature(counter.add_and_get), counter.get.__doc__)
            print([name for name in dir(counter) if not name.startswith("_")])
            send(self(), counter)
            print(await receive() == counter, repr(counter) == f"Counter.at({counter.pid})")
            ref = monitor(counter)
            await stop(counter)
            print((await receive(ref)).reason)
            try:
                await counter.get()
            except CallNoProcess as error:
                print(error.reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            7 10 10
            (k: int = 1) -> int The number.
            ['add', 'add_and_get', 'get', 'pid']
            True True
            normal
            noproc
            """);
  }

  @Test
  @DisplayName("design 12: blocking processes call without await, and a blocking server may block")
  void blocking() {
    String out =
        output(
            """
            class Driver(GenServer):
                blocking = True

                def init(self, top):
                    import time
                    time.sleep(0.01)
                    self.top = top

                def handle_call(self, request, caller):
                    sleep(0.01)
                    return ("driver", request)

            def client(top):
                driver = Driver.start_link(top)
                send(top, call(driver, 1))
                stop(driver)
                send(top, "stopped")

            spawn(client, self())
            print(await receive(timeout=30), await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("('driver', 1) stopped\n");
  }

  @Test
  @DisplayName("J24, J47: change_code keeps state and messages; a failure keeps the old code")
  void changeCode() {
    String out =
        output(
            """
            class Old(GenServer):
                def init(self):
                    self.n = 1

                @call
                def get(self):
                    return ("old", self.n)

                @cast
                def add(self):
                    self.n += 1

            class New(GenServer):
                def code_change(self, old_version, state):
                    return {"count": state["n"] * old_version}

                @call
                def get(self):
                    return ("new", self.count)

                @cast
                def add(self):
                    self.count += 100

            class Broken(GenServer):
                def code_change(self, old_version, state):
                    raise ValueError("cannot")

            server = await Old.start()
            try:
                await introspect.change_code(server, New, 1)
            except RuntimeError as error:
                print(error)
            await introspect.suspend(server)
            server.add()
            try:
                await introspect.change_code(server, Broken)
            except ValueError as error:
                print(error, await introspect.get_state(server))
            await introspect.change_code(server, New, 10)
            await introspect.resume(server)
            print(await server.get())
            await stop(server)
            """);

    assertThat(out)
        .isEqualTo(
            """
            change_code needs a suspended server: introspect.suspend() it first
            cannot {'n': 1}
            ('new', 110)
            """);
  }

  @Test
  @DisplayName("bad input: nonsense is refused in one sentence at the right side")
  void badInput() {
    String out =
        output(
            """
            async def error_of(fn):
                try:
                    result = fn()
                    if hasattr(result, "__await__"):
                        await result
                except Exception as error:
                    print(f"{type(error).__name__}: {error}")

            server = await Echo.start()
            await error_of(lambda: call(3, 4))
            await error_of(lambda: call(server, 1, 2))
            await error_of(lambda: cast(server))
            await error_of(lambda: reply("me", 1))
            await error_of(lambda: call(server, (n for n in ())))
            await error_of(lambda: Echo.start(name=3))
            await error_of(lambda: Echo.at("nobody"))
            await error_of(lambda: CallerError(3))
            await error_of(lambda: type("Bad", (GenServer,), {"__init__": lambda self: None}))
            await stop(server)
            print(await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            TypeError: a server is given by its handle, its pid or its name, not 3
            TypeError: call takes a server and one request, not 2 requests
            TypeError: cast takes a server and one request, not 0 requests
            TypeError: reply takes the caller that handle_call was given, not 'me'
            TypeError: cannot copy a generator (message[3])
            TypeError: a name is a str, not 3
            NotRegistered: no process is registered as 'nobody'
            TypeError: CallerError takes an exception, not 3
            TypeError: Bad defines __init__: a server defines init instead
            nothing
            """);
  }
}
