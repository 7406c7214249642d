package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exceptions of Java in GraalPy's builtin functions, and what GraalPy cannot do. */
class BuiltinFailureTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("What fails in Java inside a builtin function is an exception of Python there")
  void failuresAreCaught() {
    String out =
        node.output(
            """
            import os, re

            async def tries(top):
                for fails in (lambda: int[~1.],
                              lambda: re.search("A", "", 9999), os.getppid,
                              lambda: os.chown("/nowhere/at/all", 1, 1)):
                    try:
                        fails()
                    except Exception as error:
                        text = str(error)
                        print(type(error).__name__, "\\n" in text or len(text) > 400 or text)
                    finally:
                        await sleep(0)
                send(top, "went on")

            spawn(tries, self())
            print(await receive(timeout=60))
            """);

    assertThat(out)
        .isEqualTo(
            """
            SystemError internal error of GraalPy: ShouldNotReachHere: Invalid operation for UNARY_OP_D_O
            SystemError internal error of GraalPy: NullPointerException: Cannot invoke "String.equals(Object)" because "locale" is null
            OSError [Errno 38] not implemented by GraalPy: getppid
            OSError [Errno 38] not implemented by GraalPy: fchownat
            went on
            """);
  }

  @Test
  @DisplayName("A process that does not catch it crashes with it, and the report says where")
  void aFailureIsACrash() {
    TestNode.Outcome outcome =
        node.run(
            """
            import re

            def asks():
                re.search("A", "", 9999)

            async def awaits():
                re.search("A", "", 9999)

            for function in (asks, awaits):
                pid, ref = spawn_monitor(function)
                print((await receive(ref, timeout=60)).reason.exc_type)
            """);

    assertThat(outcome.output()).isEqualTo("SystemError\nSystemError\n");
    node.expectError("asks crashed: SystemError: internal error of GraalPy");
    node.expectError("test.py:4");
  }

  @Test
  @DisplayName("run_blocking raises what ended its function, were it an exception of Java")
  void runBlockingRaisesIt() {
    String out =
        node.output(
            """
            import asyncio, re

            def deep():
                return deep() + 1

            async def raises(wait):
                try:
                    await wait
                except BaseException as error:
                    print(type(error).__name__)

            await raises(run_blocking(re.search, "A", "", 9999))
            await raises(run_blocking(deep))
            await raises(asyncio.to_thread(re.search, "A", "", 9999))
            """);

    assertThat(out).isEqualTo("SystemError\nRecursionError\nSystemError\n");
  }

  @Test
  @DisplayName("What GraalPy cannot do is refused with the way to do it here")
  void refusalsSayWhatToDo() {
    String out =
        node.output(
            """
            import asyncio, concurrent.futures, multiprocessing, os, pty

            for fails in (lambda: multiprocessing.Pool(1),
                          lambda: multiprocessing.Process(target=print).start(),
                          lambda: multiprocessing.Manager(),
                          lambda: concurrent.futures.ProcessPoolExecutor(1),
                          lambda: os.execvp("echo", ["echo", "hi"]),
                          lambda: os.execl("/bin/echo", "echo", "hi"),
                          lambda: pty.spawn(["echo"]), pty.fork, pty.openpty,
                          lambda: os.fork(), lambda: os.wait(), lambda: os.spawnlp, lambda: os.nix,
                          lambda: asyncio.create_subprocess_exec("echo")):
                try:
                    fails()
                    print("no error")
                except Exception as error:
                    print(type(error).__name__, error)
            print(hasattr(os, "fork"), hasattr(os, "getpid"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            NotImplementedError multiprocessing.process.BaseProcess.start does not work in GraalPy: use spawn() or run_blocking(), or concurrent.futures.ThreadPoolExecutor, and subprocess.run() for another program
            NotImplementedError multiprocessing.process.BaseProcess.start does not work in GraalPy: use spawn() or run_blocking(), or concurrent.futures.ThreadPoolExecutor, and subprocess.run() for another program
            NotImplementedError multiprocessing.process.BaseProcess.start does not work in GraalPy: use spawn() or run_blocking(), or concurrent.futures.ThreadPoolExecutor, and subprocess.run() for another program
            NotImplementedError concurrent.futures.process.ProcessPoolExecutor does not work in GraalPy: use spawn() or run_blocking(), or concurrent.futures.ThreadPoolExecutor, and subprocess.run() for another program
            NotImplementedError os.execv does not work in GraalPy: use subprocess.run(), and sys.exit() with its returncode
            NotImplementedError os.execv does not work in GraalPy: use subprocess.run(), and sys.exit() with its returncode
            NotImplementedError pty.spawn does not work in GraalPy: use subprocess.run(), which shares this program's terminal
            NotImplementedError pty.fork does not work in GraalPy: use subprocess.run(), which shares this program's terminal
            NotImplementedError pty.openpty does not work in GraalPy: use subprocess.run(), which shares this program's terminal
            AttributeError module 'os' has no attribute 'fork' in GraalPy: use subprocess.run() for another program, and spawn() for a function
            AttributeError module 'os' has no attribute 'wait' in GraalPy: use the wait() of the subprocess.Popen object
            AttributeError module 'os' has no attribute 'spawnlp' in GraalPy: use subprocess.run() for another program, and spawn() for a function
            AttributeError module 'os' has no attribute 'nix'
            NotImplementedError asyncio.subprocess.create_subprocess_exec does not work in GraalPy: use await run_blocking(subprocess.run, …)
            False True
            """);
  }

  @Test
  @DisplayName("What multiprocessing has beside processes works")
  void threadsOfMultiprocessingWork() {
    String out =
        node.output(
            """
            import gc
            gc.collect()
            import multiprocessing.dummy
            with multiprocessing.dummy.Pool(2) as pool:
                print(pool.map(str, [1, 2]))
            with multiprocessing.Lock():
                print(multiprocessing.current_process().name)
            try:
                multiprocessing.Value("i", 3)
            except NotImplementedError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ['1', '2']
            MainProcess
            multiprocessing.heap.Arena does not work in GraalPy: keep the value in a process, and send messages to it
            """);
  }
}
