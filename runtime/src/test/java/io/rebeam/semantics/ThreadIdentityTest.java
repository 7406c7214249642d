package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process is one thread to libraries, whichever carriers step it. */
class ThreadIdentityTest {
  /** Moves the calling process to another carrier: a process that computes keeps the first. */
  private static final String MOVE =
      """
      import _thread, threading

      spinning = []  # a global: arguments are copied

      async def spin(owner):
          spinning.append(True)
          send(owner, "spins")
          while spinning:
              pass

      async def move():
          ref = spawn_monitor(spin, self())[1]
          await receive(str)
          return ref

      async def settle(ref):
          spinning.clear()
          await receive(ref)

      """;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("N11: a process's thread stays the same when the process moves to another carrier")
  void identity() {
    String out =
        node.output(
            MOVE
                + """
                async def process():
                    first = _thread.get_ident(), threading.get_ident(), threading.current_thread()
                    moved = await move()
                    then = _thread.get_ident(), threading.get_ident(), threading.current_thread()
                    print(first == then, first[0] == first[1] == first[2].ident)
                    await settle(moved)
                    shared.append(first)

                shared = []
                for _ in range(2):
                    ref = spawn_monitor(process)[1]
                    print((await receive(ref)).reason)
                print(shared[0][0] != shared[1][0], shared[0][2] is not shared[1][2])
                print(threading.current_thread() in (shared[0][2], shared[1][2]))
                print(threading.enumerate() == [threading.main_thread()])
                """);

    assertThat(out).isEqualTo("True True\nnormal\nTrue True\nnormal\nTrue True\nFalse\nTrue\n");
  }

  @Test
  @DisplayName("N11: values of threading.local belong to a process, and only to that")
  void values() {
    String out =
        node.output(
            MOVE
                + """
                class Counter(threading.local):
                    def __init__(self, start):
                        self.count = start

                local, counter = threading.local(), Counter(5)

                def plain():
                    before = vars(local).copy(), counter.count
                    local.value = counter.count = "plain"
                    print(before, local.value, counter.count)

                async def process(name):
                    before = vars(local).copy(), counter.count
                    local.value = name
                    counter.count += 1
                    moved = await move()
                    print(before, local.value, counter.count)
                    await settle(moved)

                local.value = "main"
                for function, *arguments in (plain,), (plain,), (process, "a"), (process, "b"):
                    ref = spawn_monitor(function, *arguments)[1]
                    await receive(ref)
                print(local.value, counter.count)
                del local.value
                print(hasattr(local, "value"))
                """);

    assertThat(out)
        .isEqualTo(
            """
            ({}, 5) plain plain
            ({}, 5) plain plain
            ({}, 5) a 6
            ({}, 5) b 6
            main 5
            False
            """);
  }

  @Test
  @DisplayName("N11: an RLock is held by the process that took it")
  void reentrantLocks() {
    String out =
        node.output(
            MOVE
                + """
                lock = threading.RLock()

                async def other():
                    print(lock.acquire(blocking=False), lock.acquire(timeout=0.01))
                    try:
                        lock.release()
                    except RuntimeError as error:
                        print(error)

                async def owner():
                    with lock:
                        moved = await move()
                        print(lock.acquire(blocking=False), lock._recursion_count())
                        print(str(threading.get_ident()) in repr(lock))
                        await settle(moved)
                        await receive(spawn_monitor(other)[1])
                        lock.release()
                    print(lock._is_owned(), lock.acquire(blocking=False))
                    lock.release()

                await receive(spawn_monitor(owner)[1])
                """);

    assertThat(out)
        .isEqualTo(
            """
            True 2
            True
            False False
            lock not held
            False True
            """);
  }

  @Test
  @DisplayName("N11: a wait for an RLock ends when its owner, another process, lets go of it")
  void waitsForLocks() {
    String out =
        node.output(
            """
            import threading

            condition = threading.Condition()  # made with an RLock
            served = []

            async def consumer():
                with condition, condition:
                    while not served:
                        condition.wait()
                    print(served, condition._is_owned())

            ref = spawn_monitor(consumer)[1]
            def producer():
                with condition:
                    served.append(1)
                    condition.notify_all()
            spawn(producer)
            print((await receive(ref)).reason, condition._is_owned())
            """);

    assertThat(out).isEqualTo("[1] True\nnormal False\n");
  }

  @Test
  @DisplayName("N11: a database of sqlite3 can be used by its process after each wait")
  void databases() {
    String out =
        node.output(
            MOVE
                + """
                import sqlite3

                async def process():
                    database = sqlite3.connect(":memory:")
                    database.execute("create table t (n)")
                    moved = await move()
                    database.execute("insert into t values (1)")
                    print(database.execute("select n from t").fetchall())
                    await settle(moved)
                    opened.append(database)

                opened = []
                print((await receive(spawn_monitor(process)[1])).reason)
                try:
                    opened[0].execute("select 1")
                except sqlite3.ProgrammingError as error:
                    print("same thread" in str(error))
                """);

    assertThat(out).isEqualTo("[(1,)]\nnormal\nTrue\n");
  }
}
