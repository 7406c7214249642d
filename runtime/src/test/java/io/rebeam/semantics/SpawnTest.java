package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-A01: spawn returns at once, and the process lives")
  void spawnReturnsAtOnce() {
    String out =
        node.output(
            """
            async def worker():
                await receive()

            pid = spawn(worker)
            print(is_alive(pid), pid in processes())
            kill(pid)
            print(is_alive(pid))
            """);

    assertThat(out).isEqualTo("True True\nFalse\n");
  }
}
