package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.node.NodeLimits;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitTest {
  private static final NodeLimits SMALL = new NodeLimits(40, 4, Duration.ofMillis(300));

  @RegisterExtension final TestNode node = new TestNode(SMALL);

  @Test
  @DisplayName("T-A36 (A11): a full process table is an error at spawn, logged, and harms nobody")
  void aFullProcessTable() {
    String out =
        node.output(
            """
            async def idle():
                await receive()

            made = []
            try:
                while True:
                    made.append(spawn(idle))
            except SystemLimit as error:
                print(error)
            try:
                spawn_opt(idle, name="one", link=True)
            except SystemLimit:
                print(whereis("one"), process_info(self(), "links"))
            print(len(processes()), all(map(is_alive, made)))
            send(made[0], "end")
            ref = monitor(made[0])
            await receive(ref)
            print(is_alive(spawn(idle)))
            for pid in processes():
                if pid != self():
                    kill(pid)
            """);

    assertThat(out)
        .isEqualTo(
            "no more than 40 processes can exist (--max-processes)\n"
                + "None {'links': []}\n40 True\nTrue\n");
    node.expectError("spawn failed: no more than 40 processes can exist");
  }

  @Test
  @DisplayName(
      "N11: blocking processes have a limit of threads; dead ones that still run are shown")
  void aFullThreadPool() {
    String out =
        node.output(
            """
            def waiter():
                receive()

            print(system_info("zombie_threads", "blocking_thread_limit"))
            made = [spawn(waiter) for _ in range(4)]
            try:
                spawn_opt(waiter, name="one", link=True)
            except SystemLimit as error:
                print(error, whereis("one"), process_info(self(), "links"))
            try:
                await run_blocking(waiter)
            except SystemLimit as error:
                print(error)
            refs = [monitor(pid) for pid in made]
            for pid in made:
                send(pid, "end")
            for ref in refs:
                print((await receive(ref)).reason)
            """);

    String limit = "no more than 4 blocking processes can exist (--max-threads)";
    assertThat(out)
        .isEqualTo(
            "{'zombie_threads': 0, 'blocking_thread_limit': 4}\n"
                + limit
                + " None {'links': []}\n"
                + limit
                + "\nnormal\nnormal\nnormal\nnormal\n");
  }

  @Test
  @DisplayName("T-A18 (N7, N8): unwinding is bounded by the grace time, whatever the code does")
  void unwindingIsBounded() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def swallows():
                while True:
                    try:
                        await receive()
                    except BaseException:
                        pass

            async def spins():
                try:
                    await receive()
                finally:
                    while True:
                        pass

            async def busy(top):
                set_label("busy one")
                send(top, "busy")
                while True:
                    pass

            async def waits_on():
                try:
                    await receive()
                finally:
                    await run_blocking(__import__("time").sleep, 0.01)

            for fn, args in ((swallows, ()), (spins, ()), (busy, (self(),)), (waits_on, ())):
                pid, ref = spawn_monitor(fn, *args)
                if args:
                    await receive(str)
                else:
                    while process_info(pid, "status")["status"] != "waiting":
                        await yield_()
                exit_signal(pid, "x")
                print(is_alive(pid), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(outcome.output()).isEqualTo("False x\n".repeat(4));
    node.expectError(" busy one was abandoned: told to exit, it did not end within 0.3 s");
  }

  @Test
  @DisplayName("M10: a process that holds its carrier for long is reported once, with its stack")
  void holdingTheCarrierIsReported() {
    TestNode.Running program =
        node.start(
            """
            async def long_one():
                while True:
                    pass

            pid, ref = spawn_monitor(long_one)
            register("long", pid)
            print((await receive(ref)).reason)
            """);

    node.expectError("long has been running for ");
    node.expectError(" in long_one");
    node.node().exit(node.node().resolve("long"), "kill");

    TestProbe.await(program.result());
    assertThat(node.out().take()).isEqualTo("killed\n");
    assertThat(node.errors().split("has been running", -1)).hasSize(2);
  }

  @Test
  @DisplayName("A20, M10: the end of a process does not wait for its report")
  void aSlowReportHoldsNothingUp() {
    TestNode.Outcome outcome =
        node.run(
            """
            import logging, threading

            class Slow(logging.Handler):
                told = threading.Event()

                def emit(self, record):
                    self.told.wait()

            async def crashes():
                1 / 0

            slow = Slow()
            logging.getLogger("rebeam.crash").addHandler(slow)
            crashed = spawn_opt(crashes, name="crashes", monitor=True)[1]
            print((await receive(crashed)).reason)
            slow.told.set()
            logging.getLogger("rebeam.crash").removeHandler(slow)
            """);

    assertThat(outcome.output()).isEqualTo("Crashed('ZeroDivisionError', 'division by zero')\n");
    assertThat(outcome.err())
        .contains("crashes crashed: ZeroDivisionError: division by zero")
        .doesNotContain("has been running");
  }
}
