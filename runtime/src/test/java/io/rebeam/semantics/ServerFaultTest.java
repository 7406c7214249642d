package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics J and N.2: faults in servers and in their callers. */
class ServerFaultTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      async def reason_of(ref):
          return (await receive(ref, timeout=60)).reason

      async def left():
          return await receive(timeout=0, default="nothing")

      async def error_of(waiting):
          try:
              return await waiting
          except Exception as error:
              return f"{type(error).__name__}: {error}"

      """;

  private String output(String program) {
    return node.output(PRELUDE + program).replaceAll("<0\\.\\d+\\.0>", "PID");
  }

  @Test
  @DisplayName("J11 T-J10: nonsense from any callback ends the server, with the nonsense as reason")
  void nonsenseFromEachCallback() {
    String out =
        output(
            """
            class Odd(GenServer):
                def init(self, what):
                    if what == "continue":
                        return Continue(42)
                    if what == "timeout":
                        self.set_timeout(0)

                def handle_call(self, request, caller):
                    return Continue(request) if request == "continue" else (n for n in ())

                def handle_cast(self, request):
                    return request

                def handle_info(self, message):
                    return message

                def handle_continue(self, what):
                    return what

                def handle_timeout(self):
                    return "late"

                def terminate(self, reason):
                    return Stop("ignored")

            for what, provoke in {
                "cast": lambda server: cast(server, 42), "info": lambda server: send(server, [1]),
                "continue": lambda server: None, "timeout": lambda server: None,
                "reply": lambda server: cast(server, Reply(1)),
            }.items():
                server, ref = await Odd.start_monitor(what)
                provoke(server)
                print(what, await reason_of(ref))

            for request in "continue", "generator":
                server, ref = await Odd.start_monitor("call")
                print(await error_of(call(server, request)))
                print(await reason_of(ref))
            print(await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            cast ('bad_return_value', 42)
            info ('bad_return_value', [1])
            continue ('bad_return_value', 42)
            timeout ('bad_return_value', 'late')
            reply ('bad_return_value', Reply(value=1, timeout=None, then=None, hibernate=False))
            ServerExit: call to Odd.at(PID) failed: Crashed('TypeError', 'handle_call returned Continue: use Reply(value, then=Continue(...))')
            Crashed('TypeError', 'handle_call returned Continue: use Reply(value, then=Continue(...))')
            ServerExit: call to Odd.at(PID) failed: Crashed('TypeError', 'cannot copy a generator (message[1])')
            Crashed('TypeError', 'cannot copy a generator (message[1])')
            nothing
            """);
  }

  @Test
  @DisplayName("J8, J18, N21: a callback that is missing ends the server and says which it is")
  void missingCallbacks() {
    String out =
        output(
            """
            class Bare(GenServer):
                def init(self, what=None):
                    if what == "timeout":
                        self.set_timeout(0)
                    return Continue(1) if what == "continue" else None

            class Other(GenServer):
                @call
                def ask(self):
                    return 1

                @cast
                def tell(self):
                    pass

            bare, ref = await Bare.start_monitor()
            print(await error_of(call(bare, "x")))
            print(await reason_of(ref))
            for what, provoke in {
                "cast": lambda server: cast(server, "x"), "continue": lambda server: None,
                "timeout": lambda server: None, "typed": lambda server: Other.at(server).tell(),
            }.items():
                server, ref = await Bare.start_monitor(what)
                provoke(server)
                print((await reason_of(ref)).message)
            server, ref = await Bare.start_monitor()
            print(await error_of(Other.at(server).ask()))
            await reason_of(ref)
            print(await error_of(Bare.start(1, 2)))
            print(await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            ServerExit: call to Bare.at(PID) failed: Crashed('NotImplementedError', "Bare has no handle_call for 'x'")
            Crashed('NotImplementedError', "Bare has no handle_call for 'x'")
            Bare has no handle_cast for 'x'
            Bare has no handle_continue
            Bare has no handle_timeout
            Bare has no method 'tell'
            ServerExit: call to Other.at(PID) failed: Crashed('NotImplementedError', "Bare has no method 'ask'")
            StartError: the server did not start: Crashed('TypeError', 'Bare.init() takes from 1 to 2 positional arguments but 3 were given')
            nothing
            """);
  }

  @Test
  @DisplayName("J13, J14, J39 T-J35: a reply to the dead and a stop of the stopped harm nobody")
  void lateAndInVain() {
    String out =
        output(
            """
            class Keeps(GenServer):
                def init(self):
                    self.callers = []

                def handle_call(self, request, caller):
                    self.callers.append(caller)
                    return NO_REPLY

                @call
                def answer_all(self):
                    for caller in self.callers:
                        reply(caller, "late")
                    return len(self.callers)

            async def asks(server):
                await call(server, 1, timeout=None)

            server = await Keeps.start()
            asking, ref = spawn_monitor(asks, server)
            while not (await introspect.get_state(server))["callers"]:
                await yield_()
            kill(asking)
            await reason_of(ref)
            print(await server.answer_all(), await server.answer_all())
            await stop(server)
            print(await error_of(stop(server)))
            print(await error_of(stop("nobody")))
            print(await error_of(stop(self())))
            print(await error_of(server.answer_all()))
            print(await error_of(call("nobody", 1)))
            print(cast(server, 1), server.pid is not None, await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            1 1
            CallNoProcess: call to Keeps.at(PID) failed: noproc
            CallNoProcess: call to 'nobody' failed: noproc
            CallSelf: call to PID failed: calling_self
            CallNoProcess: call to Keeps.at(PID) failed: noproc
            CallNoProcess: call to 'nobody' failed: noproc
            None True nothing
            """);
  }

  /** A server that calls the next of a chain, and says how that failed. */
  private static final String PEER =
      """
      class Peer(GenServer):
          async def handle_call(self, request, caller):
              chain, timeout = request
              if not chain:
                  return "end of the chain"
              if chain[0] == "sleep":
                  await sleep(timeout)
                  return "slept"
              try:
                  return await call(chain[0], (chain[1:], timeout), timeout=timeout)
              except CallTimeout as error:
                  return str(error)

          async def handle_cast(self, dest):
              self.request = send_request(dest, (["sleep"], 0.5))

      async def told(ask):
          "What ``ask(seconds)`` tells: with more time as often as the chain is not there yet."
          seconds = 0.05
          while " waits for " not in (text := await ask(seconds)):
              seconds *= 2
          return text

      a, b, c = [await Peer.start(name=name) for name in "abc"]

      """;

  @Test
  @DisplayName("N25, J30: a call that had no reply in time says who waits for whom")
  void cycles() {
    String out =
        output(
            PEER
                + """
                async def round_of_two(seconds):
                    return await call(a, ([b, a], seconds), timeout=None)

                async def round_of_three(seconds):
                    return await call(a, ([b, c, a], seconds), timeout=None)

                async def seen_from_outside(seconds):
                    try:
                        return await call(a, ([b, a], seconds * 20), timeout=seconds)
                    except CallTimeout as error:
                        return str(error)

                async def chain(seconds):
                    try:
                        return await call(a, ([b, c, "sleep"], seconds * 5), timeout=seconds)
                    except CallTimeout as error:
                        return str(error)

                for ask in round_of_two, round_of_three, chain, seen_from_outside:
                    print(ask.__name__, await told(ask))
                    for server in a, b, c:  # until they are idle again
                        await call(server, ([], 1), timeout=None)
                for server in a, b, c:
                    await stop(server)
                print(await left())
                """);

    assertThat(out)
        .isEqualTo(
            """
            round_of_two call to Peer.at(PID) failed: timeout; PID b waits for PID a, which made this call
            round_of_three call to Peer.at(PID) failed: timeout; PID b waits for PID c, which waits for PID a, which made this call
            chain call to Peer.at(PID) failed: timeout; PID a waits for PID b, which waits for PID c
            seen_from_outside call to Peer.at(PID) failed: timeout; PID a waits for PID b, which waits for PID a, and so on
            nothing
            """);
  }

  @Test
  @DisplayName("N25: a request whose reply nobody waits for just now is no waiting")
  void requestOfAnIdleServer() {
    String out =
        output(
            PEER
                + """
                cast(a, b)
                await introspect.get_state(a)
                await introspect.suspend(a)
                try:
                    await call(a, ([], 1), timeout=0.01)
                except CallTimeout as error:
                    print(error)
                await introspect.resume(a)
                for server in a, b, c:
                    await stop(server)
                """);

    assertThat(out).isEqualTo("call to Peer.at(PID) failed: timeout\n");
  }
}
