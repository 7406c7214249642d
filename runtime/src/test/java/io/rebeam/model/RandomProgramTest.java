package io.rebeam.model;

import io.rebeam.model.Explainer.Verdict;
import io.rebeam.testing.TestNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RandomProgramTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("scratch")
  void scratch() {
    int count = Integer.getInteger("rebeam.model.programs", 2000);
    boolean threads = Boolean.getBoolean("rebeam.model.threads");
    int show = Integer.getInteger("rebeam.model.show", 5);
    int together = Integer.getInteger("rebeam.model.together", 40);
    int limit = Integer.getInteger("rebeam.model.limit", 100000);
    long base = Long.getLong("rebeam.model.seed", new Random().nextInt(1_000_000) * 1000L);
    System.out.println("base seed " + base);
    Set<Tolerance> tolerances =
        Boolean.getBoolean("rebeam.model.strict")
            ? EnumSet.noneOf(Tolerance.class)
            : EnumSet.allOf(Tolerance.class);
    long t0 = System.nanoTime();
    Runner runner = new Runner(node);
    long runNs = 0, checkNs = 0;
    int[] verdicts = new int[3];
    List<String> bad = new ArrayList<>();
    for (int from = 0; from < count; from += 1000) {
      List<Program> programs = new ArrayList<>();
      for (int i = from; i < Math.min(from + 1000, count); i++) {
        programs.add(Programs.of(base + i, threads));
      }
      long t = System.nanoTime();
      List<Observation> seen = runner.observe(programs, together);
      runNs += System.nanoTime() - t;
      t = System.nanoTime();
      for (int i = 0; i < programs.size(); i++) {
        Verdict v = Explainer.explain(programs.get(i), seen.get(i), tolerances, limit);
        verdicts[v.ordinal()]++;
        if (v != Verdict.ALLOWED) {
          bad.add(
              v
                  + " seed "
                  + (base + from + i)
                  + " length "
                  + programs.get(i).length()
                  + "\n"
                  + seen.get(i).describe(programs.get(i)));
        }
      }
      checkNs += System.nanoTime() - t;
    }
    System.out.printf(
        "setup+all %d ms, run %d ms, check %d ms, %s%n",
        (System.nanoTime() - t0) / 1000000,
        runNs / 1000000,
        checkNs / 1000000,
        java.util.Arrays.toString(verdicts));
    bad.sort(java.util.Comparator.comparingInt(String::length));
    bad.stream().limit(show).forEach(System.out::println);
  }
}
