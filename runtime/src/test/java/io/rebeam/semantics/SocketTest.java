package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner of a socket, and its fate at the end of a process. */
class SocketTest {
  @RegisterExtension final TestNode node = new TestNode();

  @ParameterizedTest
  @ValueSource(strings = {"kill", "shutdown", "crash"})
  @DisplayName("N11: what a blocking process has opened is closed when it is ended")
  void closedAtTheEnd(String end) {
    String out =
        node.output(
            """
            import socket

            def serve(top, port):
                server = socket.create_server(("127.0.0.1", port))
                send(top, server.getsockname()[1])
                served = server.accept()[0]
                send(top, "accepted")
                file = served.makefile("rb")
                if file.read(1) == b"c":
                    raise ValueError("crash")

            port = 0
            for _ in range(5):
                pid, ref = spawn_monitor(serve, self(), port)
                port = await receive(int, timeout=30)
                with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
                    await receive(str, timeout=30)
                    if "END" == "crash":
                        client.sendall(b"c")
                    else:
                        exit_signal(pid, "END")
                    await receive(ref, timeout=30)
                    print(client.recv(1))
            with socket.create_server(("127.0.0.1", port)):
                print("bound again")
            """
                .replace("END", end));

    assertThat(out).isEqualTo("b''\n".repeat(5) + "bound again\n");
  }

  @Test
  @DisplayName("N11: a socket that has been passed on outlives the process that opened it")
  void passedOn() {
    String out =
        node.output(
            """
            import socket, threading

            async def killed(pid):
                ref = monitor(pid)
                kill(pid)
                await receive(ref, timeout=30)
                await run_blocking(lambda: None)

            def forever():
                threading.Event().wait()

            class Told(tuple):
                pass

            passed = {}

            def opener(top, how):
                near, far = socket.socketpair()
                passed["far"] = far
                far.sendall(b"x")  # used
                if how == "closure":
                    def user():
                        passed["near"] = near
                        near.recv(1)
                        send(top, Told(("used",)))
                        forever()
                    passed["user"] = spawn(user)
                elif how == "thread":
                    def run():
                        near.recv(1)
                        passed["near"] = near
                        far.sendall(b"x")
                        send(top, Told(("used",)))
                    threading.Thread(target=run).start()
                elif how == "detached":
                    passed["file"] = near.detach()
                    send(top, Told(("used",)))
                elif how == "returned":
                    passed["near"] = near
                    send(top, Told(("used",)))
                    return
                forever()

            for how in ("closure", "thread", "detached", "returned"):
                passed.clear()  # a global: arguments are copied
                pid = spawn(opener, self(), how)
                await receive(Told, timeout=30)
                if how == "returned":
                    await receive(monitor(pid), timeout=30)
                else:
                    await killed(pid)
                near = passed["near"] if "near" in passed else socket.socket(fileno=passed["file"])
                near.settimeout(30)
                print(how, near.recv(1))
                if how == "closure":
                    await killed(passed["user"])
            """);

    assertThat(out).isEqualTo("closure b''\nthread b'x'\ndetached b'x'\nreturned b'x'\n");
  }

  @Test
  @DisplayName("D12: the errors of connections are those that Python has for them")
  void errorsOfConnections() {
    String out =
        node.output(
            """
            import socket

            def attempt(operation):
                try:
                    return operation()
                except OSError as error:
                    print(type(error).__name__)

            with socket.create_server(("127.0.0.1", 0)) as server:
                for _ in range(2):
                    client = socket.create_connection(server.getsockname(), timeout=30)
                    served, _ = server.accept()
                    client.sendall(b"never read")
                    served.close()
                    attempt(lambda: client.recv(1))
                    attempt(lambda: client.sendall(b"x" * 10))
                address = server.getsockname()
            attempt(lambda: socket.create_connection(address, timeout=30))
            """);

    assertThat(out)
        .isEqualTo(
            "ConnectionResetError\nBrokenPipeError\n".repeat(2) + "ConnectionRefusedError\n");
  }

  @Test
  @DisplayName("D12: bind to port 0 chooses the port that getsockname tells")
  void portIsChosenAtBind() {
    String out =
        node.output(
            """
            import socket

            for family, host in (socket.AF_INET, "127.0.0.1"), (socket.AF_INET, ""):
                with socket.socket(family) as server:
                    server.bind((host, 0))
                    bound = server.getsockname()
                    server.listen()
                    print(bound[1] > 0, bound[1] == server.getsockname()[1])
                    socket.create_connection(("127.0.0.1", bound[1]), timeout=30).close()
            """);

    assertThat(out).isEqualTo("True True\nTrue True\n");
  }

  @Test
  @DisplayName("D12: what sockets and os lack is refused in a sentence that says what to do")
  void missingIsRefused() {
    String out =
        node.output(
            """
            import os, socket

            near, far = socket.socketpair()
            for lookup in (lambda: socket.AF_UNIX, lambda: near.sendmsg([b"x"]), lambda: os.times(),
                           lambda: near.nothing, lambda: __import__("grp")):
                try:
                    lookup()
                except (AttributeError, ImportError) as error:
                    print(error)
            print(hasattr(socket, "AF_UNIX"), hasattr(socket.socket, "sendmsg"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            module 'socket' has no attribute 'AF_UNIX' in GraalPy: use AF_INET with the address \
            127.0.0.1, or socketpair()
            'socket' object has no attribute 'sendmsg' in GraalPy: use sendall() with the parts \
            joined, or sendto()
            module 'os' has no attribute 'times' in GraalPy: use time.process_time() and \
            time.monotonic()
            'socket' object has no attribute 'nothing'
            No module named 'grp' in GraalPy: use subprocess.run(['getent', 'group'], \
            capture_output=True, text=True)
            False False
            """);
  }
}
