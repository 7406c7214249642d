package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The prompt's own forms; random ones, repeatable with {@code -Drebeam.prompt.seed=N}. */
class PromptRewriteTest {
  private static final long SEED =
      Long.getLong("rebeam.prompt.seed", ThreadLocalRandom.current().nextInt(1 << 30));

  private static final String PRELUDE =
      """
      import random
      from rebeam._shell.prompt import rewrite

      dice = random.Random(%d)

      """
          .formatted(SEED);

  @RegisterExtension final TestNode node = new TestNode();

  private String output(String program) {
    TestNode.Outcome outcome = node.run(PRELUDE + program);
    assertThat(outcome.result().toString())
        .as("again with -Drebeam.prompt.seed=%d", SEED)
        .doesNotContain("Error");
    return outcome.output();
  }

  @Test
  void pythonStaysAsItIs() {
    String out =
        output(
            """
            import os, rebeam

            folders = os.path.dirname(os.__file__), os.path.dirname(rebeam.__file__)
            files = [
                os.path.join(folder, name)
                for folder in folders
                for name in sorted(os.listdir(folder))
                if name.endswith(".py")
            ]
            assert len(files) > 100
            for name in dice.sample(files, 20):
                with open(name, encoding="utf-8", errors="replace") as file:
                    source = file.read(50_000)
                assert rewrite(source) == source, name
            """);

    assertThat(out).isEmpty();
  }

  @Test
  void rewritingTwiceIsRewritingOnce() {
    String out =
        output(
            """
            TARGETS = "pid", "<0.42.0>", "pids[0]", "f(x)", "pid('<0.7.0>')", "'name'", "a.b"
            MESSAGES = (
                "1", "'!'", "f'{x!r}'", "(1, '<0.1.0>')", "<0.3.0>", "x != y", "[a,\\n  b]", "{1: 2}",
                'f"{x!s:>{n}}"', "'a;b'", "r'\\\\\\\\'", "not x", "lambda: 0", "b'''\\n'''",
            )
            BETWEEN = "\\n", "; ", "  # ! a comment\\n", "\\n\\n"

            for _ in rounds(20_000):
                source = ""
                for _ in range(dice.randrange(1, 4)):
                    if source:
                        source += dice.choice(BETWEEN)
                    source += dice.choice(TARGETS) + dice.choice((" ! ", "!", " !")) + dice.choice(MESSAGES)
                once = rewrite(source)
                compile(once, "<cell>", "exec")
                assert rewrite(once) == once, (source, once)
            """);

    assertThat(out).isEmpty();
  }
}
