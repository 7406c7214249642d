package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.node.NodeLimits;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreloadTest {
  /** A node of its own: no other test has imported anything there. */
  @RegisterExtension
  final TestNode node =
      new TestNode(
          new NodeLimits(100, NodeLimits.DEFAULT_MAX_BLOCKING_THREADS, Duration.ofSeconds(1)));

  private static String value(Session session, String cell) {
    EvalResult result = TestProbe.await(session.evaluate(cell));
    return result instanceof EvalResult.Value value ? value.text() : result.toString();
  }

  @Test
  @DisplayName("after the imports ahead, completion, awaits and errors import no more")
  void preload() {
    Session session = node.openPrompt();
    value(session, "import sys\nfrom rebeam._host import imports\nimports.preload()");
    value(session, "before = set(sys.modules)");

    assertThat(session.complete("sys.modul", TestProbe.PATIENCE)).isNotEmpty();
    assertThat(value(session, "async def answer():\n    return 42")).doesNotContain("Error");
    assertThat(value(session, "[await answer() for _ in range(1)]")).isEqualTo("[42]");
    assertThat(value(session, "1 / 0")).contains("ZeroDivisionError");
    assertThat(session.lastTraceback()).contains("1 / 0");
    assertThat(value(session, "sorted(set(sys.modules) - before)")).isEqualTo("[]");
  }
}
