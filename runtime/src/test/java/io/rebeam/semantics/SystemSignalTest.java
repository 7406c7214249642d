package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signals of the operating system, as the module {@code signal} has them. */
class SystemSignalTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      import os, signal
      seen = []
      def note(number, frame):
          seen.append((signal.Signals(number).name, self() == main))
      main = self()
      def from_outside(number):
          async def sender():
              os.kill(os.getpid(), number)
          spawn(sender)
      """;

  private String output(String program) {
    return node.output(PRELUDE + program + "\nsignal.signal(signal.SIGUSR1, signal.SIG_DFL)\n");
  }

  @Test
  void handlersRunInTheMainProcessWhateverItDoes() {
    String output =
        output(
            """
            import select, time
            signal.signal(signal.SIGUSR1, note)

            from_outside(signal.SIGUSR1)
            while not seen: pass
            print("computes", seen.pop())

            from_outside(signal.SIGUSR1)
            print(await receive(timeout=0.3, default="still waited"), seen.pop())

            async def later():
                os.kill(os.getpid(), signal.SIGUSR1)
                await sleep(0.1)
                send(main, "message")
            spawn(later)
            print(await receive(timeout=60), seen.pop())

            from_outside(signal.SIGUSR1)
            select.select([], [], [], 0.3)
            print("selects", seen.pop())

            going = True
            async def keep_sending():
                while going:
                    os.kill(os.getpid(), signal.SIGUSR1)
                    await sleep(0.02)
                send(main, "over")
            spawn(keep_sending)
            signal.pause()
            going = False
            await receive()
            print("pauses", seen[0])
            seen.clear()

            signal.raise_signal(signal.SIGUSR1)
            print("raises", seen.pop(), seen)
            """);

    assertThat(output)
        .isEqualTo(
            """
            computes ('SIGUSR1', True)
            still waited ('SIGUSR1', True)
            message ('SIGUSR1', True)
            selects ('SIGUSR1', True)
            pauses ('SIGUSR1', True)
            raises ('SIGUSR1', True) []
            """);
  }

  @Test
  void whatAHandlerRaisesReachesTheMainProcessOnly() {
    String output =
        output(
            """
            class Stop(Exception): pass
            def stop(number, frame):
                raise Stop
            signal.signal(signal.SIGUSR1, stop)

            async def other():
                await receive()
            bystander = spawn(other)

            import asyncio, threading
            try:
                from_outside(signal.SIGUSR1)
                await receive()
            except Stop:
                print("receive")
            gate = threading.Event()
            try:
                from_outside(signal.SIGUSR1)
                await run_blocking(gate.wait)
            except Stop:
                print("run_blocking")
            gate.set()
            try:
                from_outside(signal.SIGUSR1)
                while True: pass
            except Stop:
                print("loop")
            try:
                from_outside(signal.SIGUSR1)
                signal.pause()
            except Stop:
                print("pause")
            try:
                from_outside(signal.SIGUSR1)
                await asyncio.sleep(60)
            except Stop:
                print("asyncio")
            print(is_alive(bystander), await receive(timeout=0, default="no message"))
            kill(bystander)
            """);

    assertThat(output).isEqualTo("receive\nrun_blocking\nloop\npause\nasyncio\nTrue no message\n");
  }

  @Test
  void whatAHandlerRaisesReachesTheAwaitEvenWhileTheRuntimeStepsTheProcess() {
    String output =
        output(
            """
            import asyncio, types
            @types.coroutine
            def turn():
                yield
            class Stop(Exception): pass
            def stop(number, frame):
                raise Stop
            signal.signal(signal.SIGUSR1, stop)
            def sender():
                os.kill(os.getpid(), signal.SIGUSR1)
            stopped = 0
            awaits = (lambda: asyncio.sleep(0), yield_, turn, lambda: receive(timeout=0, default=0))
            for n in rounds(800):
                again = awaits[n % len(awaits)]
                try:
                    spawn(sender)
                    while True:
                        await again()
                except Stop:
                    stopped += 1
            print(stopped == n + 1)
            """);

    assertThat(output).isEqualTo("True\n");
  }

  @Test
  void manySignalsWhileItWaitsAndComputesLoseNothing() {
    String output =
        output(
            """
            got = 0
            def count(number, frame):
                global got
                got += 1
            signal.signal(signal.SIGUSR1, count)
            async def sender():
                for _ in rounds(4000):
                    os.kill(os.getpid(), signal.SIGUSR1)
                    await yield_()
                send(main, "over")
            spawn(sender)
            turns = 0
            while await receive(timeout=0.001, default=None) is None:
                turns += 1
                sum(range(turns % 100))
            os.kill(os.getpid(), signal.SIGUSR1)
            print(got > 1, await receive(timeout=0, default="empty"))
            """);

    assertThat(output).isEqualTo("True empty\n");
  }

  @Test
  void alarmsAndTimersRing() {
    String output =
        output(
            """
            import time
            old = signal.signal(signal.SIGALRM, note)
            print(signal.alarm(100), signal.alarm(0))
            signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
            while len(seen) < 3: pass
            left, every = signal.setitimer(signal.ITIMER_REAL, 0)
            print(0 < left <= 0.01, every, signal.getitimer(signal.ITIMER_REAL))

            def too_long(number, frame):
                raise TimeoutError("too long")
            signal.signal(signal.SIGALRM, too_long)
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.05)
                await sleep(60)
            except TimeoutError as error:
                print(error)
            signal.signal(signal.SIGALRM, old)
            """);

    assertThat(output).isEqualTo("0 100\nTrue 0.01 (0.0, 0.0)\ntoo long\n");
  }

  @Test
  void whatIsToldOfASignalIsSo() {
    String output =
        output(
            """
            print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGPIPE))
            print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
            print(signal.signal(signal.SIGUSR1, note), signal.getsignal(signal.SIGUSR1) is note)
            print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is note)
            os.kill(os.getpid(), signal.SIGUSR1)
            print(signal.getsignal(signal.SIGUSR1), seen)
            signal.signal(signal.SIGINT, note)
            signal.raise_signal(signal.SIGINT)
            print(seen.pop(), signal.signal(signal.SIGINT, signal.default_int_handler) is note)
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                print("interrupted")
            try:
                from_outside(signal.SIGINT)
                await receive()
            except KeyboardInterrupt:
                print("interrupted")
            """);

    assertThat(output)
        .isEqualTo(
            """
            0 1
            True
            0 True
            True
            1 []
            ('SIGINT', True) True
            interrupted
            interrupted
            """);
  }

  @Test
  void whatCannotBeHandledRaisesAtOnce() {
    String output =
        output(
            """
            import threading
            def attempt(function, *args):
                try:
                    function(*args)
                except Exception as error:
                    print(f"{type(error).__name__}: {error}")
            attempt(signal.signal, signal.SIGKILL, note)
            attempt(signal.signal, signal.SIGSEGV, note)
            attempt(signal.signal, 40, note)
            attempt(signal.signal, 0, note)
            attempt(signal.getsignal, 65)
            attempt(signal.signal, signal.SIGUSR1, None)
            attempt(os.kill, os.getpid(), signal.SIGSEGV)
            async def other():
                attempt(signal.signal, signal.SIGUSR1, note)
                send(main, "done")
            spawn(other)
            await receive()
            thread = threading.Thread(target=attempt, args=(signal.pause,))
            thread.start()
            await run_blocking(thread.join)
            """);

    assertThat(output.lines())
        .containsExactly(
            "OSError: [Errno 22] SIGKILL cannot be handled: the system lets no program handle or"
                + " ignore it",
            "OSError: [Errno 22] SIGSEGV cannot be handled: the Java virtual machine keeps it for"
                + " itself",
            "OSError: [Errno 22] signal 40 has no name that the Java virtual machine has too",
            "ValueError: signal number out of range",
            "ValueError: signal number out of range",
            "TypeError: signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable"
                + " object",
            "OSError: [Errno 22] SIGSEGV cannot be raised: the Java virtual machine keeps it for"
                + " itself",
            "ValueError: signal only works in the main process: handlers of signals run there",
            "ValueError: pause only works in the main process: handlers of signals run there");
  }

  @Test
  void aLoopOfAsyncioHearsOfSignals() {
    String output =
        output(
            """
            import asyncio
            def run():
                async def serve():
                    stopped = asyncio.Event()
                    loop = asyncio.get_running_loop()
                    loop.add_signal_handler(signal.SIGUSR1, stopped.set)
                    from_outside(signal.SIGUSR1)
                    await stopped.wait()
                    loop.remove_signal_handler(signal.SIGUSR1)
                    return "stopped"
                return asyncio.run(serve())
            print(run())
            """);

    assertThat(output).isEqualTo("stopped\n");
  }

  @Test
  void functionsOfOursSayThatTheyAreTheModules() {
    String output =
        output(
            """
            import inspect, select, threading, time
            functions = [getattr(signal, name) for name in dir(signal)]
            functions += [select.select, threading.current_thread, time.sleep]
            print(sorted({f.__module__ for f in functions if inspect.isroutine(f)} - {"_signal"}))
            """);

    assertThat(output).isEqualTo("['select', 'signal', 'threading', 'time']\n");
  }

  @Test
  void wakeupFileHasToBeOpen() {
    String output =
        output(
            """
            import socket
            receiver, sender = socket.socketpair()
            print(signal.set_wakeup_fd(sender.fileno()))
            closed = socket.socket()
            number = closed.fileno()
            closed.close()
            for wrong in (number, 9999, -2):
                try:
                    signal.set_wakeup_fd(wrong)
                except OSError as error:
                    print(error.errno)
            print(signal.set_wakeup_fd(-1) == sender.fileno(), signal.set_wakeup_fd(-1))
            receiver.close()
            sender.close()
            """);

    assertThat(output).isEqualTo("-1\n9\n9\n9\nTrue -1\n");
  }

  @Test
  void aThreadInterruptsTheMainProcess() {
    String output =
        output(
            """
            import _thread, threading
            ready = threading.Event()
            def interrupt():
                ready.wait()
                _thread.interrupt_main()
            threading.Thread(target=interrupt).start()
            try:
                ready.set()
                await receive()
            except KeyboardInterrupt:
                print("interrupted")
            signal.signal(signal.SIGUSR1, note)
            _thread.interrupt_main(signal.SIGUSR1)
            print(seen)
            signal.signal(signal.SIGUSR1, signal.SIG_DFL)
            print(_thread.interrupt_main(signal.SIGUSR1))
            """);

    assertThat(output).isEqualTo("interrupted\n[('SIGUSR1', True)]\nNone\n");
  }
}
