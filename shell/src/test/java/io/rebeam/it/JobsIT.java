package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a queue of jobs. */
class JobsIT {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath();

  @TempDir Path folder;

  @Test
  @DisplayName("while workers and the queue are killed at random no job is lost or done twice")
  void kills() {
    int seed = new Random().nextInt(1, 1_000_000);
    System.out.println("JobsIT: seed " + seed);

    Outcome outcome =
        Rebeam.run(folder, "", EXAMPLES.resolve("chaos.py") + "", "150", Integer.toString(seed));

    assertThat(outcome.code()).as("seed %d: %s", seed, outcome.err()).isZero();
    assertThat(outcome.out())
        .as("seed %d: %s", seed, outcome.err())
        .contains("150 of 150 jobs done, 150 outcomes\n0 jobs left, ")
        .doesNotContain("killed: 0 workers");
    assertThat(outcome.err()).doesNotContain("done twice", "NameTaken");
  }

  @Test
  @DisplayName("priorities, retries and time limits are kept, and a key is one job")
  void rules() throws IOException {
    Files.writeString(
        folder.resolve("use.py"),
        """
        from rebeam import *
        from jobs import Jobs, outcome, submit

        async def first(top):
            send(top, ("first", self()))
            await receive("go".__eq__)

        async def note(top, what):
            send(top, what)

        async def fails(top):
            send(top, "attempt")
            raise ValueError("no luck")

        async def hangs():
            await receive()

        def blocks():
            while True:
                pass

        async def returns_a_lambda():
            return lambda: None

        async with Jobs(workers=1):
            await submit("first", first, self())
            _, pid = await receive(tuple)
            await submit("low", note, self(), "low", priority=-1)
            await submit("high", note, self(), "high", priority=5)
            await submit("middle 1", note, self(), "middle 1")
            await submit("middle 2", note, self(), "middle 2")
            await submit("middle 2", note, self(), "not this")
            send(pid, "go")
            print([await receive() for _ in range(4)], await outcome("middle 2"))

            await submit("fails", fails, self(), retries=2)
            print(await outcome("fails"), [await receive() for _ in range(3)])
            for job in hangs, blocks:
                await submit(job.__name__, job, retries=1, limit=0.05)
                print(await outcome(job.__name__))
            await submit("returns", returns_a_lambda)
            print((await outcome("returns"))[0])
            try:
                await submit("lambda", lambda: None)
            except TypeError as error:
                print("no lambda")
            try:
                await outcome("unknown")
            except KeyError as error:
                print("unknown job", error)
            print(await receive(timeout=0, default="nothing more"))
        """);

    Outcome outcome = Rebeam.run(folder, "", "-p", EXAMPLES.toString(), "use.py");

    assertThat(outcome.out())
        .as(outcome.err())
        .isEqualTo(
            """
            ['high', 'middle 1', 'middle 2', 'low'] ('done', None)
            ('failed', Crashed('ValueError', 'no luck')) ['attempt', 'attempt', 'attempt']
            ('failed', 'time limit')
            ('failed', 'time limit')
            failed
            no lambda
            unknown job 'unknown'
            nothing more
            """);
    assertThat(outcome.code()).isZero();
  }
}
