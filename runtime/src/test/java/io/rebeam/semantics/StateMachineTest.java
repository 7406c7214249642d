package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** State machines, as OTP's gen_statem. */
class StateMachineTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("Events go to the method named as the state; a handle's methods may change it")
  void states() {
    String out =
        node.output(
            """
            class Lock(GenStateMachine):
                def init(self, code):
                    self.code, self.tried = code, ""
                    return "locked"

                def locked(self, event):
                    match event:
                        case Event("cast", digit):
                            self.tried += digit
                            if self.tried == self.code:
                                return NextState("open")
                        case Event("call", "state"):
                            return Reply(("locked", self.tried))

                def open(self, event):
                    match event:
                        case Event("call", "state", caller):
                            reply(caller, ("open", ""))
                        case Event("info", "slam"):
                            self.tried = ""
                            return NextState("locked")

                @call
                def close(self):
                    self.tried = ""
                    return NextState("locked", reply="closed")

                @call
                def where(self):
                    return self.state

                @cast
                def force(self):
                    return NextState("open")

            async with Lock("12") as lock:
                print(await call(lock, "state"))
                cast(lock, "1")
                print(await call(lock, "state"), await lock.where())
                cast(lock, "2")
                print(await call(lock, "state"), await lock.close(), await lock.where())
                lock.force()
                send(lock, "slam")
                print(await call(lock, "state"), await introspect.get_state(lock))
            print(await receive(timeout=0, default="nothing"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('locked', '')
            ('locked', '1') locked
            ('open', '') closed locked
            ('locked', '') {'code': '12', 'tried': '', 'state': 'locked'}
            nothing
            """);
  }

  @Test
  @DisplayName(
      "handle_event takes all events, for states of any kind; state_enter is told of each change")
  void handleEvent() {
    String out =
        node.output(
            """
            class Counter(GenStateMachine):
                def init(self):
                    self.entered = []
                    return ("count", 0)

                def state_enter(self, old, state):
                    self.entered.append((old[1], state[1]))

                async def handle_event(self, event, state):
                    match event:
                        case Event("cast", "up"):
                            return NextState(("count", state[1] + 1))
                        case Event("cast", "same"):
                            return NextState(state)
                        case Event("call", "get"):
                            return Reply((state, self.entered))

            async with Counter() as counter:
                for what in "up", "same", "up":
                    cast(counter, what)
                print(await call(counter, "get"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            (('count', 2), [(0, 0), (0, 1), (1, 2)])
            """);
  }

  @Test
  @DisplayName(
      "A postponed event is handled after the next change of the state, before later ones, in order")
  void postponing() {
    String out =
        node.output(
            """
            class Door(GenStateMachine):
                def init(self):
                    self.order = []
                    return "shut"

                def shut(self, event):
                    match event:
                        case Event("cast", "open"):
                            return NextState("open")
                        case Event("cast" | "call", what):
                            self.order.append(("later", what))
                            self.postpone()

                def open(self, event):
                    match event:
                        case Event("cast", what):
                            self.order.append(what)
                        case Event("call", what):
                            self.order.append(what)
                            return Reply(self.order)

            async with Door() as door:
                cast(door, 1)
                request = send_request(door, 2)
                cast(door, 3)
                cast(door, "open")
                cast(door, 4)
                print(await receive_response(request))
                print(await call(door, 5))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('later', 1), ('later', 2), ('later', 3), 1, 2]
            [('later', 1), ('later', 2), ('later', 3), 1, 2, 3, 4, 5]
            """);
  }

  @Test
  @DisplayName("RepeatState enters the same state again; what was postponed stays so")
  void repeatedState() {
    String out =
        node.output(
            """
            class Again(GenStateMachine):
                def init(self):
                    self.log = []
                    return NextState("here", timeout=60)

                def state_enter(self, old_state, state):
                    self.log.append((old_state, state))

                def here(self, event):
                    match event:
                        case Event("call", "again"):
                            return RepeatState(reply="once more")
                        case Event("cast", "later"):
                            self.log.append("postponed")
                            self.postpone()
                        case Event("cast", "soon"):
                            return RepeatState(timeout=0)
                        case Event("state_timeout"):
                            self.log.append("timeout")

                @call
                def get_log(self):
                    return list(self.log)

                @call
                def typed(self):
                    return RepeatState(reply="typed")

            async with Again() as machine:
                cast(machine, "later")
                print(await call(machine, "again"), await machine.typed())
                print(await machine.get_log())
                cast(machine, "soon")
                print((await machine.get_log())[-2:])
            """);

    assertThat(out)
        .isEqualTo(
            """
            once more typed
            [('here', 'here'), 'postponed', ('here', 'here'), ('here', 'here')]
            [('here', 'here'), 'timeout']
            """);
  }

  @Test
  @DisplayName("Events of next_event come before postponed and received ones")
  void nextEvents() {
    String out =
        node.output(
            """
            class Steps(GenStateMachine):
                def init(self):
                    self.seen = []
                    return "a"

                def a(self, event):
                    self.seen.append((event.kind, event.content))
                    if event.content == "go":
                        self.next_event("one")
                        self.next_event("two")
                        return NextState("b")
                    self.postpone()

                def b(self, event):
                    self.seen.append((event.kind, event.content))
                    if event.kind == "call":
                        return Reply(self.seen)
                    if event.content == "one":
                        self.next_event("inner")

            async with Steps() as steps:
                cast(steps, "early")
                cast(steps, "go")
                print(await call(steps, "end"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('cast', 'early'), ('cast', 'go'), ('internal', 'one'), ('internal', 'inner'), ('internal', 'two'), ('cast', 'early'), ('call', 'end')]
            """);
  }

  @Test
  @DisplayName(
      "A state timeout ends with its state, an event timeout with any event, a named one with neither")
  void timeouts() {
    String out =
        node.output(
            """
            class Timed(GenStateMachine):
                def init(self, top):
                    self.top = top
                    return NextState("first", timeout=0.01)

                def first(self, event):
                    send(self.top, (event.kind, event.content))
                    if event.kind == "state_timeout":
                        return NextState("second")

                def second(self, event):
                    match event:
                        case Event("cast", "set"):
                            self.set_event_timeout(60, "never")
                            self.set_named_timeout("n", 0.3, "named")
                            self.set_state_timeout(0.01, "again")
                        case Event("cast", "leave"):
                            return NextState("third")
                        case Event("cast", "short"):
                            self.set_event_timeout(0.001, "quiet")
                        case Event("cast", "zero"):
                            self.set_state_timeout(0, "at once")
                            self.next_event("before it")
                        case Event("cast", "cancel"):
                            self.set_named_timeout("n", None)
                            self.set_state_timeout(None)
                        case _:
                            send(self.top, (event.kind, event.content))

                def third(self, event):
                    send(self.top, (event.kind, event.content))

            async with Timed(self()) as timed:
                print(await receive(timeout=30))
                cast(timed, "short")
                print(await receive(timeout=30))
                cast(timed, "zero")
                print(await receive(timeout=30), await receive(timeout=30))
                cast(timed, "set")
                print(await receive(timeout=30), await receive(timeout=30))
                cast(timed, "set")
                cast(timed, "cancel")
                cast(timed, "set")
                cast(timed, "leave")
                print(await receive(timeout=30))
                await introspect.get_state(timed)
                print(process_info(timed.pid, "message_queue_len"))
            print(await receive(timeout=0, default="nothing"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('state_timeout', None)
            ('event_timeout', 'quiet')
            ('internal', 'before it') ('state_timeout', 'at once')
            ('state_timeout', 'again') (('timeout', 'n'), 'named')
            (('timeout', 'n'), 'named')
            {'message_queue_len': 0}
            nothing
            """);
  }

  @Test
  @DisplayName("A timeout that has fired and is cancelled while its message waits is no event")
  void staleTimeouts() {
    String out =
        node.output(
            """
            class Raced(GenStateMachine):
                def init(self):
                    return "waiting"

                async def waiting(self, event):
                    match event:
                        case Event("cast", "set"):
                            self.set_state_timeout(0.0005)
                        case Event("cast", "busy"):
                            await sleep(0.001)
                            return NextState("done")

                def done(self, event):
                    match event:
                        case Event("call", "end"):
                            return NextState("waiting", reply="well")
                        case other:
                            raise AssertionError(other)

            async with Raced() as raced:
                for _ in rounds(200):
                    cast(raced, "set")
                    cast(raced, "busy")
                    assert await call(raced, "end") == "well"
                print((await introspect.get_status(raced))["status"])
            """);

    assertThat(out)
        .isEqualTo(
            """
            running
            """);
  }

  @Test
  @DisplayName("Stop, CallerError, a crash, and what is no result")
  void ends() {
    String out =
        node.output(
            """
            class Machine(GenStateMachine):
                def init(self, what):
                    match what:
                        case "ignore": return IGNORE
                        case "stop": return Stop("not now")
                        case "none": return None
                    return what

                def on(self, event):
                    match event.content:
                        case "stop": return Stop("enough", reply="stopping")
                        case "mine": raise CallerError(KeyError("k"))
                        case "junk": return 5
                        case "gone": return NextState("unknown")
                        case _: self.postpone()

                def terminate(self, reason):
                    send(top, ("terminate", reason, self.state))

            async def ended(what):
                machine, ref = await Machine.start_monitor("on")
                try:
                    print(await call(machine, what))
                except (ServerExit, KeyError) as error:
                    print(repr(getattr(error, "reason", error)))
                    if type(error) is KeyError:
                        await stop(machine)
                await receive(ref)
                print(*(await receive(tuple)))

            top = self()
            for what in "stop", "mine", "junk":
                await ended(what)
            machine, ref = await Machine.start_monitor("on")
            print(cast(machine, "gone"))
            cast(machine, 1)
            print((await receive(ref)).reason.message, (await receive(tuple))[2])
            print(await Machine.start("ignore"))
            for what in "stop", "none":
                try:
                    await Machine.start(what)
                except StartError as error:
                    print(error.reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            stopping
            terminate enough on
            KeyError('k')
            terminate normal on
            ('bad_return_value', 5)
            terminate ('bad_return_value', 5) on
            None
            Machine has no method for the state 'unknown' unknown
            None
            not now
            ('bad_return_value', None)
            """);
  }

  @Test
  @DisplayName("State machines are children, and may block on a thread of their own")
  void children() {
    String out =
        node.output(
            """
            class Blocks(GenStateMachine):
                blocking = True

                def init(self, n):
                    return "only"

                def only(self, event):
                    import time
                    time.sleep(0.001)
                    return Reply(event.content * 2)

            async with Supervisor([Child(Blocks, 1, name="blocks")]) as sup:
                print(await call("blocks", 21))
                kill(whereis("blocks"))
                while whereis("blocks") is None:
                    await yield_()
                print(await call("blocks", 4))
            """);

    assertThat(out)
        .isEqualTo(
            """
            42
            8
            """);
  }
}
