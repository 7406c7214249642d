package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Starts and stops that wait for the other process (semantics A.5). */
class SynchronousStartTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("A45 T-A33: a start that fails is told when the child is dead, and leaves no Exit")
  void failedStart() {
    String out =
        node.output(
            """
            class Fails(GenServer):
                def init(self, parent):
                    send(parent, ("child", self.pid))
                    return Stop("no")

            trap_exit(True)
            outcomes = set()
            for _ in rounds(1000):
                try:
                    await Fails.start_link(self())
                except StartError as error:
                    _, child = await receive(timeout=0)
                    rest = await receive(timeout=0, default="empty")
                    outcomes.add((error.reason, is_alive(child), rest))
            print(outcomes)
            """);

    assertThat(out).isEqualTo("{('no', False, 'empty')}\n");
  }

  @Test
  @DisplayName("A47 T-A34: a start that takes too long kills the child, and leaves no Exit")
  void lateStart() {
    String out =
        node.output(
            """
            class Never(GenServer):
                async def init(self, parent):
                    send(parent, ("child", self.pid))
                    await receive("never".__eq__)

            trap_exit(True)
            try:
                await Never.start_link(self(), timeout=0.05)
            except StartError as error:
                print(error.reason)
            _, child = await receive(timeout=0)
            print(is_alive(child), await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("timeout\nFalse empty\n");
  }

  @Test
  @DisplayName("A48 T-A39: a stop tells the reason of a server that ends with another one")
  void stopOfAServerThatEndsOtherwise() {
    String out =
        node.output(
            """
            class Stubborn(GenServer):
                def init(self):
                    pass

                def terminate(self, reason):
                    raise ProcessExit("my own")

            server = await Stubborn.start()
            try:
                await stop(server)
            except ServerExit as error:
                print(error.reason, is_alive(server.pid))
            """);

    assertThat(out).isEqualTo("my own False\n");
  }
}
