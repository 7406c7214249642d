package io.rebeam.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the table of cases, {@code target/conformance.md}, when the tests have run, and its sums
 * to the output. Cases whose tests were not run this time are shown as such.
 */
public final class ConformanceReport implements TestExecutionListener {
  private static final Path FILE = Path.of("target", "conformance.md");

  /** How the tests of one case went. */
  private static final class Outcome {
    final TreeSet<String> tests = new TreeSet<>();
    boolean failed;
  }

  private final Map<String, Outcome> outcomes = new TreeMap<>();
  private @Nullable TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (plan == null || !test.isTest()) {
      return;
    }
    String method = "";
    Optional<TestIdentifier> at = Optional.of(test);
    while (at.isPresent()) {
      TestIdentifier here = at.get();
      if (method.isEmpty() && here.getSource().orElse(null) instanceof MethodSource source) {
        String type = source.getClassName();
        method = type.substring(type.lastIndexOf('.') + 1) + "." + source.getMethodName();
      }
      for (String id : ConformanceCase.boundBy(here.getDisplayName())) {
        Outcome outcome = outcomes.computeIfAbsent(id, _ -> new Outcome());
        outcome.tests.add(method);
        outcome.failed |= result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
      }
      at = plan.getParent(here);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    if (System.getProperty("rebeam.chaos") != null || outcomes.isEmpty()) {
      return;
    }
    List<ConformanceCase> cases = ConformanceCase.all();
    Map<String, Integer> sums = new TreeMap<>();
    StringBuilder table =
        new StringBuilder("| Case | Rules | Result | Tests |\n| --- | --- | --- | --- |\n");
    for (ConformanceCase one : cases) {
      Outcome outcome = outcomes.get(one.id());
      String result = result(one, outcome);
      sums.merge(result, 1, Integer::sum);
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  one.id(),
                  one.rules(),
                  result,
                  outcome == null ? one.notApplicable() : String.join(", ", outcome.tests)));
    }
    String summary = "conformance: %d cases: %s".formatted(cases.size(), text(sums));
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, "# Conformance\n\n" + summary + "\n\n" + table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println(summary + " (" + FILE + ")");
  }

  private static String result(ConformanceCase one, @Nullable Outcome outcome) {
    if (outcome != null) {
      return outcome.failed ? "FAILED" : "passed";
    }
    return one.notApplicable().isEmpty() ? "not run" : "not applicable";
  }

  private static String text(Map<String, Integer> sums) {
    return String.join(
        ", ", sums.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }
}
