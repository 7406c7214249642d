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
}
