package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Builtin functions that wait, in processes on threads of their own. */
class WaitTest {
  /** Each waits for the given seconds, or for ever without an argument. */
  private static final String WAITS =
      """
      import concurrent.futures, queue, select, socket, subprocess, threading, time

      held, held_again = threading.Lock(), threading.RLock()
      held.acquire()
      never = threading.Event()
      def hold():
          with held_again:
              never.wait()
      holder = threading.Thread(target=hold, daemon=True)
      holder.start()
      children = []
      ours, theirs = socket.socketpair()
      server = socket.create_server(("127.0.0.1", 0))

      def condition(seconds=None):
          each = threading.Condition()
          with each:
              each.wait(seconds)

      def wait_for_child(seconds=None):
          child = subprocess.Popen(["sleep", "1000"])
          children.append(child)
          child.wait(seconds)

      def recv(seconds=None):
          mine, other = socket.socketpair()
          with mine, other:
              mine.settimeout(seconds)
              mine.recv(1)

      def accept(seconds=None):
          with server.dup() as each:
              each.settimeout(seconds)
              each.accept()

      WAITS = {
          "time.sleep": lambda seconds=1000: time.sleep(seconds),
          "Event.wait": lambda seconds=None: threading.Event().wait(seconds),
          "Condition.wait": condition,
          "Lock.acquire": lambda seconds=-1: held.acquire(timeout=seconds),
          "RLock.acquire": lambda seconds=-1: held_again.acquire(timeout=seconds),
          "Semaphore.acquire": lambda seconds=None: threading.Semaphore(0).acquire(timeout=seconds),
          "Barrier.wait": lambda seconds=None: threading.Barrier(2).wait(seconds),
          "Queue.get": lambda seconds=None: queue.Queue().get(timeout=seconds),
          "SimpleQueue.get": lambda seconds=None: queue.SimpleQueue().get(timeout=seconds),
          "Thread.join": lambda seconds=None: holder.join(seconds),
          "Future.result": lambda seconds=None: concurrent.futures.Future().result(seconds),
          "Popen.wait": wait_for_child,
          "select.select": lambda seconds=None: select.select([ours], [], [], seconds),
          "socket.recv": recv,
          "socket.accept": accept,
          "receive": lambda seconds=None: receive(timeout=seconds),
          "sleep": lambda seconds=1000: sleep(seconds),
      }

      def end():
          never.set()
          for child in children:
              child.kill()
          for each in (ours, theirs, server):
              each.close()
      """;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName(
      "Each wait ends when its time is over, beside processes that compute, however often it is disturbed")
  void wholeAndBrokenSecondsEnd() {
    String out =
        node.output(
            WAITS
                + """
                async def computes():
                    while True:
                        pass

                def timed(name, seconds, top):
                    began = time.monotonic()
                    error_seen = None
                    try:
                        WAITS[name](seconds)
                    except Exception as error:
                        error_seen = repr(error)
                    send(top, (name, seconds, time.monotonic() - began, error_seen))

                busy = [spawn(computes) for _ in range(2)]
                waiting = [spawn(timed, name, seconds, self())
                           for name in WAITS for seconds in (1, 0.25)]
                left = len(waiting)
                while left:
                    for pid in waiting:
                        process_info(pid, "current_location") # at a safepoint of its thread
                    while (told := await receive(timeout=0.01, default=None)) is not None:
                        name, seconds, took, error_seen = told
                        left -= 1
                        if took < seconds * 0.98:
                            print(name, "came back after", took, error_seen)
                for pid in busy:
                    kill(pid)
                end()
                print("all")
                """);

    assertThat(out).isEqualTo("all\n");
  }

  @Test
  @DisplayName("N11: no wait keeps the thread of a killed process")
  void killReachesEachWait() {
    String out =
        node.output(
            WAITS
                + """
                def waits(name, top):
                    send(top, name)
                    WAITS[name]()

                for end_it in (kill, lambda pid: exit_signal(pid, "x")):
                    pids = {}
                    for name in WAITS:
                        pids[name], _ = spawn_monitor(waits, name, self())
                    for _ in pids:
                        await receive(str, timeout=60)
                    await sleep(0.1)
                    for pid in pids.values():
                        end_it(pid)
                    print(sorted({(await receive(Down, timeout=60)).reason for _ in pids}))
                    while system_info("zombie_threads")["zombie_threads"]:
                        await sleep(0.005)
                end()
                """);

    assertThat(out).isEqualTo("['killed']\n['x']\n");
  }

  @Test
  @DisplayName(
      "First uses of regular expressions and native modules need no answer of those who wait")
  void firstUsesDoNotWaitForOthers() {
    String out =
        node.output(
            """
            import os, time

            reading, writing = os.pipe()
            for waits in (lambda: os.read(reading, 1),  # where no safepoint reaches it
                          lambda: time.sleep(0.5)):
                spawn_monitor(waits)
            await sleep(0.05)
            import re
            print(bool(re.search("a+b", "xaab")))
            import ctypes, plistlib, sqlite3, zlib
            print(plistlib.loads(plistlib.dumps({"a": 1})))
            print(sqlite3.connect(":memory:").execute("select 1").fetchall())
            print(zlib.decompress(zlib.compress(b"x")))
            os.write(writing, b"x")
            for _ in range(2):
                await receive(Down, timeout=60)
            os.close(reading)
            os.close(writing)
            """);

    assertThat(out).isEqualTo("True\n{'a': 1}\n[(1,)]\nb'x'\n");
  }

  @Test
  @DisplayName("time.sleep takes what CPython's takes, and refuses the rest with its words")
  void sleepChecksItsTime() {
    String out =
        node.output(
            """
            import time

            class Program:
                pause = time.sleep

            Program().pause(0)
            time.sleep(True)
            for length in (-1, -0.5, float("nan"), 1e300, 10**30, "1", None):
                try:
                    time.sleep(length)
                except Exception as error:
                    print(type(error).__name__, error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ValueError sleep length must be non-negative
            ValueError sleep length must be non-negative
            ValueError Invalid value NaN (not a number)
            OverflowError timestamp too large to convert to C _PyTime_t
            OverflowError timestamp too large to convert to C _PyTime_t
            TypeError 'str' object cannot be interpreted as an integer
            TypeError 'NoneType' object cannot be interpreted as an integer
            """);
  }
}
