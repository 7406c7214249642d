package io.rebeam.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.model.Explainer.Verdict;
import io.rebeam.model.Shrinker.Failure;
import io.rebeam.node.NodeLimits;
import io.rebeam.testing.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * System properties: {@code rebeam.model.programs}, how many programs; {@code rebeam.model.seed},
 * the seed of one program, which then runs again and again; {@code rebeam.model.all}, go on after a
 * failure and count.
 */
class RandomProgramTest {
  private static final int PROGRAMS = Integer.getInteger("rebeam.model.programs", 10_000);
  private static final @Nullable Long SEED = Long.getLong("rebeam.model.seed");
  private static final boolean ALL = Boolean.getBoolean("rebeam.model.all");

  private static final int A_CALL = 1_000;
  private static final int TOGETHER = 10;
  private static final int REPETITIONS = 300;
  private static final int STATES = 200_000;

  /** How many times as many states are searched where {@link #STATES} decide nothing. */
  private static final int MORE = 10;

  private static final Duration SHRINKING = Duration.ofSeconds(ALL ? 0 : 30);

  private static final NodeLimits OTHERS = new NodeLimits(100_000, 1_000, Duration.ofSeconds(1));

  @RegisterExtension final TestNode node = new TestNode();
  @RegisterExtension final TestNode other = new TestNode(OTHERS);

  @Test
  @DisplayName("B3 and A to F: what random programs show is what the reference model allows")
  void randomProgramsBehaveAsTheModelAllows() {
    long base = new Random().nextInt(1_000_000_000) * 1_000_000L;
    System.out.println(
        SEED == null ? "random programs from seed " + base : "the program of seed " + SEED);
    Queue<List<Long>> parts = new ConcurrentLinkedQueue<>();
    for (int from = 0; from < PROGRAMS && SEED == null; from += A_CALL) {
      long first = base + from;
      parts.add(
          LongStream.range(first, first + Math.min(A_CALL, PROGRAMS - from)).boxed().toList());
    }
    if (SEED != null) {
      parts.add(Collections.nCopies(REPETITIONS, SEED));
    }
    // A node runs its programs on one core at a time.
    CompletableFuture<List<Long>> beside =
        CompletableFuture.supplyAsync(() -> checkAll(new Runner(other), parts));
    List<Long> failed = new ArrayList<>(checkAll(new Runner(node), parts));
    failed.addAll(beside.join());

    assertThat(failed).as("seeds of programs that failed").isEmpty();
  }

  private static List<Long> checkAll(Runner runner, Queue<List<Long>> parts) {
    List<Long> failed = new ArrayList<>();
    for (List<Long> part = parts.poll(); part != null; part = parts.poll()) {
      failed.addAll(check(runner, part));
    }
    return failed;
  }

  /** Checks the programs of seeds; those of coroutines alone come to rest sooner. */
  private static List<Long> check(Runner runner, List<Long> seeds) {
    List<Long> failed = new ArrayList<>();
    failed.addAll(checkAlike(runner, seeds.stream().filter(s -> !isThreaded(s)).toList()));
    failed.addAll(checkAlike(runner, seeds.stream().filter(s -> isThreaded(s)).toList()));
    return failed;
  }

  private static List<Long> checkAlike(Runner runner, List<Long> seeds) {
    List<Program> programs = seeds.stream().map(s -> program(s)).toList();
    List<Observation> observations = runner.observe(programs, TOGETHER);
    List<Long> failed = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      Verdict verdict = verdict(programs.get(i), observations.get(i));
      if (verdict != Verdict.ALLOWED) {
        String report =
            report(
                runner, seeds.get(i), verdict, new Failure(programs.get(i), observations.get(i)));
        if (!ALL) {
          throw new AssertionError(report);
        }
        System.out.println(report);
        failed.add(seeds.get(i));
      }
    }
    return failed;
  }

  private static Program program(long seed) {
    return Programs.of(seed, isThreaded(seed));
  }

  /** One program in ten has blocking processes. */
  private static boolean isThreaded(long seed) {
    return seed % 10 == 0;
  }

  private static Verdict verdict(Program program, Observation observation) {
    Verdict verdict = Explainer.explain(program, observation, STATES);
    return verdict == Verdict.UNDECIDED
        ? Explainer.explain(program, observation, STATES * MORE)
        : verdict;
  }

  private static String report(Runner runner, long seed, Verdict verdict, Failure failure) {
    Failure least = new Shrinker(smaller -> runAgain(runner, smaller), SHRINKING).shrink(failure);
    return "the model does not allow what was observed (%s); again with -Drebeam.model.seed=%d%n"
            .formatted(verdict, seed)
        + "the program:\n"
        + failure.program()
        + "\nwhat was observed:\n"
        + failure.observation().describe(failure.program())
        + "\nthe smallest that fails:\n"
        + least.program()
        + "\nwhat was observed of it:\n"
        + least.observation().describe(least.program());
  }

  /** Runs a program many times at once and returns an observation that is not allowed, if any. */
  private static Optional<Failure> runAgain(Runner runner, Program program) {
    int times = program.isBlocking() ? 200 : 5;
    List<Observation> seen = runner.observe(Collections.nCopies(times, program), TOGETHER);
    return seen.stream()
        .filter(observation -> verdict(program, observation) == Verdict.FORBIDDEN)
        .map(observation -> new Failure(program, observation))
        .findFirst();
  }
}
