package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Primitives that are called with hardly any stack left. Each is tried at every depth from where
 * the stack overflows up, so that it overflows at as many places inside as possible.
 */
class StackLimitTest {
  private static final String PRELUDE =
      """
      def down(action, left):
          try:
              down(action, left)
          except (RecursionError, TypeError):  # a copy says that the value is nested too deeply
              pass
          if left[0] > 0:
              action()  # fails at first, further up no more
              left[0] -= 1

      def padded(body, padding):
          "Calls body with some more stack used: by functions in Python, and by builtin ones."
          if padding == 0:
              return body()
          if padding % 3:
              return padded(body, padding - 1)
          return max([0], key=lambda _: padded(body, padding - 1) or 0)

      async def echoes():
          while True:
              match await receive():
                  case ("ping", sender):
                      send(sender, "pong")

      async def idles():
          await receive()

      def ends():
          pass

      echo = spawn(echoes)
      peer = spawn(idles)
      table = Table(access="public")
      children = []

      def sends():
          send(echo, "x")

      def sends_a_copy():
          send(echo, ["x", {"y": [1, 2]}])

      def spawns():
          spawn(ends)

      def spawns_linked():
          unlink(spawn_link(idles))

      def links():
          link(peer)
          unlink(peer)

      def monitors():
          demonitor(monitor(peer))

      def registers():
          if whereis("deep") is None:
              register("deep", self())
          unregister("deep")

      def inserts():
          table[len(table)] = "x"

      def timers():
          cancel_timer(send_after(60, peer, "x"))

      def kills():
          children.append(spawn(idles))
          kill(children[-1])

      def exits():
          children.append(spawn(idles))
          exit_signal(children[-1], "x")

      async def works(action):
          "Whether all still works, for a process with a stack of its own."
          for _ in range(2):
              send(echo, ("ping", self()))
              while await receive(timeout=60) != "pong":
                  pass
          if action is not kills and action is not exits:
              action()
          link(peer)
          unlink(peer)
          ref = monitor(peer)
          assert demonitor(ref)
          register("deep", self())
          assert whereis("deep") == self()
          unregister("deep")
          table["last"] = 1
          assert table["last"] == 1
          assert is_alive(peer) and is_alive(echo)
          for child in children:
              ref = monitor(child)
              kill(child)
              await receive(ref, timeout=60)
          children.clear()
          pid, ref = spawn_monitor(ends)
          assert (await receive(ref, timeout=60)).reason == "normal"

      def deep(action, padding):
          padded(lambda: down(action, [20]), padding)

      async def deep_coroutine(action, padding):
          deep(action, padding)

      async def check(action, times):
          for n in rounds(times):
              pid, ref = spawn_monitor(deep if n % 2 else deep_coroutine, action, n % 40)
              reason = (await receive(ref, timeout=60)).reason
              assert reason == "normal", reason
              pid, ref = spawn_monitor(works, action)
              reason = (await receive(ref, timeout=60)).reason
              assert reason == "normal", reason
          for pid in processes():
              if pid != self():
                  kill(pid)
          print("works")

      """;

  @RegisterExtension final TestNode node = new TestNode();

  @ParameterizedTest
  @DisplayName("a primitive that has too little stack leaves everything usable for others")
  @ValueSource(
      strings = {
        "sends",
        "sends_a_copy",
        "spawns",
        "spawns_linked",
        "links",
        "monitors",
        "registers",
        "inserts",
        "timers",
        "kills",
        "exits"
      })
  void aStackOverflowLeavesNothingHalfDone(String action) {
    String out = node.output(PRELUDE + "await check(" + action + ", 2_000)\n");

    assertThat(out).isEqualTo("works\n");
    assertThat(node.errors()).isEmpty();
  }
}
