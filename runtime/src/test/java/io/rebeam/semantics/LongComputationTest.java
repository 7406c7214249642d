package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.inspect.NodeLoad;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Builtins that compute for long in one call: others run meanwhile, and ends reach them (M6, M10).
 */
class LongComputationTest {
  @RegisterExtension final TestNode node = new TestNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3**(2 * 10**7)",
        "pow(7, 10**7)",
        "int('f' * 1_000_000, 16)",
        "hashlib.pbkdf2_hmac('sha256', b'', b'', 3 * 10**6)"
      })
  @DisplayName("M6, M10: others run while a builtin computes, and a kill ends its process at once")
  void othersRunAndKillsArrive(String computation) {
    TestNode.Running killed = start("computes", computation);
    awaitComputation();
    assertThat(node.output("print(await receive(timeout=0.001, default='on time'))"))
        .isEqualTo("on time\n");
    endTheOther("kill");
    TestProbe.await(killed.result());
    TestProbe.expect(
        () -> computations().stream().anyMatch(one -> !one.awaited()),
        () -> "its thread has left the computation, which goes on: " + computations());
    assertThat(node.out().take()).isEqualTo("killed\n");

    TestNode.Running told = start("cleans", computation);
    awaitComputation();
    endTheOther("shutdown");
    TestProbe.await(told.result());
    node.expectOutput("cleans up\n"); // a blocking process unwinds after its end (N11)
  }

  private TestNode.Running start(String function, String computation) {
    TestProbe.expect(
        () -> computations().stream().noneMatch(one -> one.awaited()),
        () -> "nobody waits for a computation: " + computations());
    return node.start(
        """
        import hashlib

        def computes():
            %s

        def cleans():
            try:
                computes()
            finally:
                print("cleans up")

        pid, ref = spawn_monitor(%s)
        print((await receive(ref, timeout=60)).reason)
        """
            .formatted(computation, function));
  }

  private void endTheOther(String reason) {
    node.node().exit(node.others().getFirst().pid(), reason);
  }

  private void awaitComputation() {
    TestProbe.expect(
        () -> computations().stream().anyMatch(NodeLoad.Computation::awaited),
        () -> "a computation, but there is " + computations());
  }

  private List<NodeLoad.Computation> computations() {
    return node.node().inspector().load().computations();
  }

  @Test
  @DisplayName("What is computed on another thread comes to the same")
  void resultsAreTheSame() {
    String out =
        node.output(
            """
            import hashlib, hmac, math, sys

            sys.set_int_max_str_digits(0)
            big = 7**120_000
            other = (1 << 160_000) + 12345
            check = (1 << 61) - 1
            print((big * other) % check == (big % check) * (other % check) % check)
            quotient, rest = divmod(big, other)
            print(quotient * other + rest == big, big // other == quotient, big % other == rest)
            print(pow(3, other, 10**40) == pow(3, other % (4 * 10**39), 10**40))
            print(int(hex(big), 16) == big, int(bin(big)[2:], 2) == big, int(str(big)) == big)
            print(math.gcd(big * 6, 7**119_999 * 15) == 7**119_999 * math.gcd(42, 15))

            count = 1 << 18
            numbers = list(range(count))
            mixed = [n * 7919 % count for n in numbers]
            floats = list(map(float, mixed))
            texts = list(map(str, mixed[:50_000]))
            print(sorted(mixed) == numbers, sorted(mixed, reverse=True) == numbers[::-1])
            floats.sort()
            print(floats == numbers)
            print(sorted([2**40 + n for n in mixed]) == [2**40 + n for n in numbers])
            ordered = sorted(texts)
            print(sorted(ordered, key=int) == list(map(str, sorted(mixed[:50_000]))))
            print(ordered == sorted(texts, key=str) == sorted(texts[::-1]))

            data = bytes(range(256)) * 20_000
            digest = hashlib.sha256()
            for start in range(0, len(data), 500_000):
                digest.update(data[start:start + 500_000])
            print(hashlib.sha256(data).digest() == digest.digest())
            keyed = hmac.new(b"key", digestmod="sha256")
            for start in range(0, len(data), 500_000):
                keyed.update(data[start:start + 500_000])
            print(hmac.digest(b"key", data, "sha256") == keyed.digest())
            print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2).hex()[:8])
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            True True True
            True
            True True True
            True
            True True
            True
            True
            True
            True
            True
            True
            ea6c014d
            """);
  }

  @Test
  @DisplayName("What a computation on another thread throws is raised at its caller")
  void errorsAreRaised() {
    String out =
        node.output(
            """
            try:
                pow(6, -(1 << 2_500), 3**2_000)
            except ValueError as error:
                print(error)
            """);

    assertThat(out).isEqualTo("base is not invertible for the given modulus\n");
  }

  @Test
  @DisplayName("M3: who sorts tuples shares the interpreter between two comparisons")
  void sortsOfObjectsShare() {
    String out =
        node.output(
            """
            def sorts(top):
                pairs = [(n * 7919 % 1000, n) for n in range(20_000)]
                send(top, "ready")
                sorted(pairs)
                send(top, "sorted")

            spawn(sorts, self())
            await receive(timeout=60)
            rounds_while_sorting = 0
            while await receive(timeout=0, default=None) is None:
                await yield_()
                rounds_while_sorting += 1
            print(rounds_while_sorting > 3)
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName(":sched tells which builtin holds the interpreter")
  void holderOfTheInterpreterIsTold() {
    TestNode.Running program =
        node.start(
            """
            import ctypes

            def holds():
                ctypes.PyDLL(None).usleep(3_000_000)

            pid, ref = spawn_monitor(holds)
            print((await receive(ref, timeout=60)).reason)
            """);

    TestProbe.expect(
        () -> {
          NodeLoad.LockHolder holder = node.node().inspector().load().holder();
          return holder != null && holder.builtin().equals("native code");
        },
        () -> "native code holds the lock, but: " + node.node().inspector().load().holder());
    TestProbe.await(program.result());
    assertThat(node.node().inspector().load().holder()).isNull();
    assertThat(node.out().take()).isEqualTo("normal\n");
  }
}
