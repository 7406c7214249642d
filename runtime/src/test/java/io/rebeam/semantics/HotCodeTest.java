package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Modules that are imported again while their servers run (semantics J24, J46, J47). */
class HotCodeTest {
  /** Modules of one interpreter: each test has another one. */
  private static final AtomicInteger MODULES = new AtomicInteger();

  private static final String FIRST =
      """
      import importlib, sys, textwrap
      sys.path.insert(0, "FOLDER")
      HOT = "MODULE"

      def write(text):
          with open(f"FOLDER/{HOT}.py", "w") as file:
              file.write("from rebeam import *\\n" + textwrap.dedent(text))

      VERSION_1 = '''
          vsn = 1
          gone_later = True

          class Counter(GenServer):
              vsn = "one"

              def init(self, n=0):
                  self.n = n

              @cast
              def add(self, k):
                  self.n += k

              @call
              def get(self):
                  return self.n

          async def worker(top):
              send(top, "old worker")
              await receive()
      '''
      VERSION_2 = '''
          vsn = 2

          class Counter(GenServer):
              def init(self, n=0):
                  self.n, self.log = n, ["started"]

              def code_change(self, old_version, state):
                  return {**state, "log": [f"from {old_version}"]}

              @cast
              def add(self, k):
                  self.n += k
                  self.log.append(k)

              @call
              def get(self):
                  return self.n, self.log

          async def worker(top):
              send(top, "new worker")
              await receive()
      '''
      write(VERSION_1)
      hot = importlib.import_module(HOT)

      def outcomes(done):
          return [(one["server_class"], one["outcome"], one["detail"]) for one in done["servers"]]

      """;

  private static final String LAST =
      """

      sys.path.remove("FOLDER")
      sys.modules.pop(HOT, None)
      """;

  @RegisterExtension final TestNode node = new TestNode();

  @TempDir private Path folder;

  private String output(String program) {
    return node.output(
        (FIRST + program + LAST)
            .replace("FOLDER", folder.toString())
            .replace("MODULE", "hot_module_" + MODULES.incrementAndGet()));
  }

  @Test
  @DisplayName("J47: a reload says who runs the old class; what is started then is of the new one")
  void reloadTellsWhoRunsOldCode() {
    String out =
        output(
            """
            old = await hot.Counter.start_link(5, name="old")
            old_class = hot.Counter
            write(VERSION_2)
            done = await introspect.reload(HOT)
            print(done["module"] == HOT, done["file"].endswith(HOT + ".py"))
            print(done["servers"][0]["pid"] == old.pid, done["servers"][0]["registered_name"])
            print(outcomes(done))
            print(await old.get(), hot.vsn, hot.gone_later)
            for start in (hot.Counter.start_link, old_class.start_link):
                new = await start(1)
                print(await hot.Counter.at(new).get())
                await stop(new)
            await stop(old)
            print(outcomes(await introspect.reload(HOT)))
            """);

    assertThat(out)
        .isEqualTo(
            """
            True True
            True old
            [('Counter', 'old', None)]
            5 2 True
            (1, ['started'])
            (1, ['started'])
            []
            """);
  }

  @Test
  @DisplayName("J24, J47: with change a server moves over, with its state and its messages")
  void serversMoveOver() {
    String out =
        output(
            """
            one = await hot.Counter.start_link(1)
            two = await hot.Counter.start_link(2)
            for k in range(100):
                one.add(k)
            write(VERSION_2)
            done = await introspect.reload(HOT, change=True)
            one.add(1000)
            print(outcomes(done))
            print(await hot.Counter.at(one).get(), await hot.Counter.at(two).get())
            print((await introspect.get_status(one))["status"])
            write(VERSION_2.replace("vsn = 2", "vsn = 33").replace("from {old", "again from {old"))
            print(outcomes(await introspect.reload(HOT, change=True)))
            print(await hot.Counter.at(two).get())
            await stop(one)
            await stop(two)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('Counter', 'changed', None), ('Counter', 'changed', None)]
            (5951, ['from one', 1000]) (2, ['from one'])
            running
            [('Counter', 'changed', None), ('Counter', 'changed', None)]
            (2, ['again from None'])
            """);
  }

  @Test
  @DisplayName(
      "J46: messages that come while servers are changed are handled in order, none is lost")
  void noMessageIsLost() {
    String out =
        output(
            """
            counters = [await hot.Counter.start_link() for _ in range(20)]

            async def sender(counter, top):
                for k in range(300):
                    hot.Counter.at(counter).add(1)
                    if k % 10 == 0:
                        await yield_()
                send(top, "sent")

            for counter in counters:
                spawn(sender, counter.pid, self())
            write(VERSION_2)
            done = await introspect.reload(HOT, change=True, timeout=30)
            print({one["outcome"] for one in done["servers"]}, len(done["servers"]))
            for _ in counters:
                await receive("sent".__eq__, timeout=30)
            print({(await hot.Counter.at(counter).get())[0] for counter in counters})
            for counter in counters:
                await stop(counter)
            """);

    assertThat(out).isEqualTo("{'changed'} 20\n{300}\n");
  }

  @Test
  @DisplayName("J47: when the import fails, the module has what it had, and the old code runs on")
  void failedImportChangesNothing() {
    String out =
        output(
            """
            counter = await hot.Counter.start_link(5)
            before = dict(vars(hot))
            for text in ("vsn = 3\\nadded = 1\\nclass Counter: pass\\nraise OSError('no')\\n", "def ("):
                write(text)
                try:
                    await introspect.reload(HOT, change=True)
                except (OSError, SyntaxError) as error:
                    print(type(error).__name__)
                names = set(before) | set(vars(hot))
                print([n for n in names if before.get(n) is not vars(hot).get(n) and n[0] != "_"])
            counter.add(1)
            print(await counter.get(), await (new := await hot.Counter.start_link(7)).get())
            await stop(counter)
            await stop(new)
            """);

    assertThat(out).isEqualTo("OSError\n[]\nSyntaxError\n[]\n6 7\n");
  }

  @Test
  @DisplayName("J24: a server whose code_change raises runs on with its old class and state")
  void failedChangeLeavesTheServer() {
    String out =
        output(
            """
            counter = await hot.Counter.start_link(5)
            write(VERSION_2.replace('"log": [f"from {old_version}"]', '"log": 1 / 0'))
            print(outcomes(await introspect.reload(HOT, change=True)))
            counter.add(1)
            print(await counter.get(), (await introspect.get_status(counter))["status"])
            write(VERSION_2)
            print(outcomes(await introspect.reload(HOT, change=True)))
            print(await hot.Counter.at(counter).get())
            await stop(counter)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('Counter', 'failed', 'ZeroDivisionError: division by zero')]
            6 running
            [('Counter', 'changed', None)]
            (6, ['from one'])
            """);
  }

  @Test
  @DisplayName("J46: one that does not answer in time is not left suspended; others move")
  void busyServerIsLeftAlone() {
    String out =
        output(
            """
            write(VERSION_1 + '''
                class Slow(GenServer):
                    async def handle_call(self, request, caller):
                        reply(caller, "begun")
                        await receive(lambda message: message == "go on")
                        return NO_REPLY
            ''')
            await introspect.reload(HOT)
            slow, counter = await hot.Slow.start_link(), await hot.Counter.start_link(1)
            print(await call(slow, None))
            write(VERSION_2 + '''
                class Slow(GenServer):
                    def handle_call(self, request, caller):
                        return "new"
            ''')
            print(outcomes(await introspect.reload(HOT, change=True, timeout=0.2)))
            send(slow, "go on")
            print((await introspect.get_status(slow))["status"], await hot.Counter.at(counter).get())
            print(outcomes(await introspect.reload(HOT, change=True)), await call(slow, None))
            await stop(slow)
            await stop(counter)
            """);

    assertThat(out)
        .isEqualTo(
            """
            begun
            [('Slow', 'failed', 'it has not answered within 0.2 s'), ('Counter', 'changed', None)]
            running (1, ['from one'])
            [('Slow', 'changed', None), ('Counter', 'changed', None)] new
            """);
  }

  @Test
  @DisplayName("J46: a server that somebody has suspended moves over and stays suspended")
  void suspendedServerStaysSuspended() {
    String out =
        output(
            """
            counter = await hot.Counter.start_link(5)
            await introspect.suspend(counter)
            counter.add(1)
            write(VERSION_2)
            print(outcomes(await introspect.reload(HOT, change=True)))
            print((await introspect.get_status(counter))["status"])
            await introspect.resume(counter)
            print(await hot.Counter.at(counter).get())
            await stop(counter)
            """);

    assertThat(out).isEqualTo("[('Counter', 'changed', None)]\nsuspended\n(6, ['from one', 1])\n");
  }

  @Test
  @DisplayName("K26: after a reload a supervisor restarts its children with the new code")
  void supervisorsRestartNewCode() {
    String out =
        output(
            """
            sup = await Supervisor.start_link(
                [Child(hot.Counter, 7, name="counter"), Child(hot.worker, self())])
            print(await receive(str, timeout=30))
            write(VERSION_2)
            await introspect.reload(HOT)
            old = whereis("counter")
            kill(old)
            while whereis("counter") in (None, old):
                await sleep(0.001)
            print(await hot.Counter.at("counter").get())
            for child in await which_children(sup):
                if child.id == "worker":
                    kill(child.pid)
            print(await receive(str, timeout=30))
            await stop(sup)
            """);

    assertThat(out).isEqualTo("old worker\n(7, ['started'])\nnew worker\n");
  }

  @Test
  @DisplayName("J47: a server that cannot move is told with the reason")
  void serversThatCannotMoveAreTold() {
    String out =
        output(
            """
            class Derived(hot.Counter):
                pass

            derived, counter = await Derived.start_link(), await hot.Counter.start_link(3)
            write(VERSION_2.replace("class Counter", "class Other"))
            del hot.Counter
            for change in (False, True):
                print(str(outcomes(await introspect.reload(HOT, change=change))).replace(HOT, "HOT"))
            print(await derived.get(), await counter.get())
            await stop(derived)
            await stop(counter)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('Derived', 'old', 'based on Counter of HOT: reload __main__ too'), \
            ('Counter', 'old', 'HOT has no Counter any more')]
            [('Derived', 'old', 'based on Counter of HOT: reload __main__ too'), \
            ('Counter', 'old', 'HOT has no Counter any more')]
            """
                + "0 3\n");
  }

  @Test
  @DisplayName("J47: what cannot be reloaded is refused in plain words")
  void unknownModulesAreRefused() {
    String out =
        output(
            """
            for name in ("hot_modul", "rebeam.otp", "__main__", 7):
                try:
                    await introspect.reload(name)
                except (ValueError, TypeError) as error:
                    print(str(error).split("; did")[0])
            """);

    assertThat(out)
        .isEqualTo(
            """
            no module 'hot_modul' has been imported
            'rebeam.otp' is a part of rebeam, which is reloaded by a new start alone
            '__main__' is the program itself: servers to be changed need a module
            reload takes the name of a module, not 7
            """);
  }
}
