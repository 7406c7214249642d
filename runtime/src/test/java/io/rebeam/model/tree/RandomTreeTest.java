package io.rebeam.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * System properties: {@code rebeam.trees}, how many trees; {@code rebeam.trees.seed}, the seed of
 * one, which then runs again and again.
 */
class RandomTreeTest {
  private static final int TREES = Integer.getInteger("rebeam.trees", 1000);
  private static final @Nullable Long SEED = Long.getLong("rebeam.trees.seed");

  private static final int A_CALL = 100;
  private static final int TOGETHER = 20;
  private static final int REPETITIONS = 100;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("K7 to K46: random supervision trees with random faults do what the model does")
  void randomTreesDoWhatTheModelDoes() {
    long base = new Random().nextInt(1_000_000_000) * 1_000_000L;
    System.out.println(
        SEED == null ? "random trees from seed " + base : "the tree of seed " + SEED);
    List<Long> seeds =
        SEED == null
            ? LongStream.range(base, base + TREES).boxed().toList()
            : Collections.nCopies(REPETITIONS, SEED);
    Session session = node.openProgram();
    run(session, interpreter());
    for (int from = 0; from < seeds.size(); from += A_CALL) {
      check(session, seeds.subList(from, Math.min(from + A_CALL, seeds.size())));
    }
  }

  private void check(Session session, List<Long> seeds) {
    List<TreeProgram> programs = seeds.stream().map(seed -> TreePrograms.of(seed)).toList();
    String text = programs.stream().map(TreeProgram::python).collect(Collectors.joining("\n"));
    List<String> lines =
        run(session, "await run(\"\"\"" + text + "\"\"\", " + TOGETHER + ")").lines().toList();
    assertThat(lines).hasSameSizeAs(programs);
    for (int i = 0; i < programs.size(); i++) {
      Optional<String> failure = disagreement(programs.get(i), observed(lines.get(i)));
      if (failure.isPresent()) {
        throw new AssertionError(
            "again with -Drebeam.trees.seed=%d%n%s%n%s"
                .formatted(seeds.get(i), programs.get(i), failure.get()));
      }
    }
  }

  private static List<Observed> observed(String line) {
    return Arrays.stream(line.split("\t", -1)).map(Observed::parse).toList();
  }

  /** The first observation that the model does not allow. */
  private static Optional<String> disagreement(TreeProgram program, List<Observed> observed) {
    List<List<Integer>> allowed = List.of(List.of());
    for (int i = 0; i < program.steps().size(); i++) {
      Observed seen = observed.get(i);
      List<Observed> expected = new ArrayList<>();
      List<List<Integer>> next = new ArrayList<>();
      int ways = program.steps().get(i) instanceof Step.KillBoth ? TreeModel.WAYS : 1;
      for (List<Integer> before : allowed) {
        for (int way = 0; way < ways; way++) {
          List<Integer> taken = new ArrayList<>(before);
          taken.add(way);
          Observed model = replay(program, taken);
          expected.add(model);
          if (seen.is(model)) {
            next.add(taken);
          }
        }
      }
      if (next.isEmpty()) {
        return Optional.of(
            "after step %d, %s%nobserved: %s%nallowed: %s"
                .formatted(i, program.steps().get(i), seen, expected));
      }
      allowed = next;
    }
    return Optional.empty();
  }

  /** The last of the steps, each taken in its way. */
  private static Observed replay(TreeProgram program, List<Integer> ways) {
    TreeModel model = new TreeModel();
    Observed last = null;
    for (int i = 0; i < ways.size(); i++) {
      last = model.perform(program, program.steps().get(i), ways.get(i));
    }
    return Objects.requireNonNull(last);
  }

  private String run(Session session, String source) {
    EvalResult end = TestProbe.await(session.run(source, "trees.py", 1), TestProbe.LONG_PATIENCE);
    return new TestNode.Outcome(node.out().take(), node.err().take(), end).output();
  }

  private static String interpreter() {
    try (InputStream file = RandomTreeTest.class.getResourceAsStream("trees.py")) {
      return new String(
          Objects.requireNonNull(file, "trees.py is a test resource").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
