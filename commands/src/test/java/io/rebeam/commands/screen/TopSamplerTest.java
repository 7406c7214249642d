package io.rebeam.commands.screen;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.shell.LiveShell;
import io.rebeam.process.ProcessStatus;
import io.rebeam.testing.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Samples of real processes, at times that the test sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopSamplerTest {
  private static final TopQuery MAILBOXES =
      new TopQuery(List.of("box"), TopOrder.MQ, /* growth= */ true, /* reverse= */ false);

  private final FakeTicker ticker = new FakeTicker();
  private LiveShell shell;

  @BeforeAll
  void startNode() {
    shell = new LiveShell();
    shell.python(
        """
        from rebeam import *

        async def waiter():
            await sleep(1000)

        full, filling = [spawn_opt(waiter, name=n) for n in ('full_box', 'filling_box')]
        for i in range(10):
            send(full, i)
        """);
    eventually(
        () ->
            shell.node().processes().stream()
                .allMatch(process -> process.status() == ProcessStatus.WAITING));
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  private static List<String> names(TopSample sample) {
    return sample.rows().stream().map(row -> row.process().names().display()).toList();
  }

  @Test
  void growthCountsSinceTheLastLookAndKeysDoNotShortenThat() {
    var sampler = new TopSampler(shell.node(), ticker);
    TopSample first = sampler.lookAgain(MAILBOXES);
    assertThat(first.hasWindow()).isFalse();
    assertThat(names(first)).containsExactly("full_box", "filling_box"); // by the amounts

    shell.python("for i in range(3): send(filling, i)");
    ticker.advance(TimeUnit.MILLISECONDS.toNanos(300));
    TopSample between = sampler.look(MAILBOXES);
    shell.python("for i in range(2): send(filling, i)");
    ticker.advance(TimeUnit.MILLISECONDS.toNanos(700));
    TopSample second = sampler.lookAgain(MAILBOXES);

    assertThat(between.window()).isEqualTo(Duration.ofMillis(300));
    assertThat(names(between)).containsExactly("filling_box", "full_box");
    assertThat(between.rows().getFirst().growth()).isEqualTo(3);
    assertThat(second.window()).isEqualTo(Duration.ofSeconds(1));
    assertThat(second.rows()).extracting(TopSample.Row::growth).containsExactly(5L, 0L);
    assertThat(sampler.lookAgain(MAILBOXES).rows().getFirst().growth()).isZero();
  }

  @Test
  void anotherOrderStartsToCompareAnew() {
    var sampler = new TopSampler(shell.node(), ticker);
    sampler.lookAgain(TopQuery.DEFAULT);
    ticker.advance(TimeUnit.SECONDS.toNanos(1));

    TopSample changed = sampler.look(MAILBOXES);

    assertThat(changed.rows()).extracting(TopSample.Row::growth).containsOnly(0L);
    shell.python("send(full, 'more')");
    ticker.advance(TimeUnit.SECONDS.toNanos(1));
    assertThat(names(sampler.lookAgain(MAILBOXES))).startsWith("full_box");
  }
}
