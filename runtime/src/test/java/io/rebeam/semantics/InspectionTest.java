package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InspectionTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-A35 (A28, H4): one that unwinds may be listed, is not alive and has no info")
  void anUnwindingProcess() {
    String out =
        node.output(
            """
            import time

            async def unwinds(top):
                try:
                    await receive()
                finally:
                    send(top, "unwinds")
                    time.sleep(0.1)

            p, ref = spawn_monitor(unwinds, self())
            while process_info(p, "status")["status"] != "waiting":
                await yield_()
            exit_signal(p, "x")
            await receive(str)
            print(p in processes(), is_alive(p), process_info(p))
            print((await receive(ref)).reason, p in processes())
            """);

    assertThat(out).isEqualTo("True False None\nx False\n");
  }

  @Test
  @DisplayName("T-H02 (H2): the items asked for, in that order; an unknown one is an error")
  void itemsAreThoseAskedFor() {
    String out =
        node.output(
            """
            print(list(process_info(self(), "status", "links", "status", "parent")))
            try:
                process_info(self(), "colour")
            except ValueError as error:
                print(str(error).startswith("unknown item 'colour'; there are registered_name, "))
            """);

    assertThat(out).isEqualTo("['status', 'links', 'parent']\nTrue\n");
  }

  @Test
  @DisplayName("T-H03 (H3): what was sent before is counted")
  void infoCountsWhatWasSentBefore() {
    String out =
        node.output(
            """
            async def matches_nothing():
                await receive(lambda m: m == "end")

            p, ref = spawn_monitor(matches_nothing)
            ok = 0
            for n in range(1, 1001):
                send(p, n)
                ok += process_info(p, "message_queue_len") == {"message_queue_len": n}
            print(ok)
            send(p, "end")
            await receive(ref)
            """);

    assertThat(out).isEqualTo("1000\n");
  }
}
