package io.rebeam.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** About how much memory messages take, estimated from a few of them. */
class MailboxSizeTest {
  private static final long LARGE = 40_000_000;

  @RegisterExtension final TestNode node = new TestNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // one large message among small ones, at the start, where it is looked at
        "[large] + list(range(30_000))",
        // many messages that refer to one large value
        "[large] * 30_000",
        "[('tag', large)] * 30_000",
        "[[large, n] for n in range(300)]",
        // a container in which one part is large
        "[[large] + list(range(1_000_000))]",
        "[{'large': large} | {str(n): n for n in range(300_000)}]",
      })
  void aLargeValueIsCountedOnce(String messages) {
    long before = node.out().text().length();
    TestNode.Running program =
        node.start(
            """
            large = b"x" * %d
            for message in %s:
                send(self(), message)
            print("ready", flush=True)
            await receive(lambda m: m == "stop")
            for _ in range(process_info(self(), "message_queue_len")["message_queue_len"]):
                await receive()
            """
                .formatted(LARGE, messages));
    Pid pid = program.pid();
    TestProbe.expect(() -> node.out().text().indexOf("ready", (int) before) >= 0, () -> "ready");

    MailboxView view = node.node().inspector().mailbox(pid, MailboxQuery.ends(0, 0)).orElseThrow();
    MemoryView memory = node.node().inspector().memory(1);

    assertThat(view.bytes()).isBetween(LARGE, 3 * LARGE);
    assertThat(memory.mailboxBytes()).isLessThanOrEqualTo(memory.heapUsed());
    assertThat(memory.top().getFirst().bytes()).isLessThan(3 * LARGE);
    node.node().exit(pid, "kill");
    TestProbe.await(program.result());
  }
}
