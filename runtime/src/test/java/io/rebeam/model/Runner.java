package io.rebeam.model;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Runs programs on a real node, many with one call, and returns the observations. */
final class Runner {
  private final TestNode node;
  private final Session session;

  Runner(TestNode node) {
    this.node = node;
    session = node.openProgram();
    run(interpreter());
  }

  /**
   * Runs programs.
   *
   * @param together how many run side by side
   */
  List<Observation> observe(List<Program> programs, int together) {
    if (programs.isEmpty()) {
      return List.of();
    }
    String text = programs.stream().map(Program::code).collect(Collectors.joining("\n"));
    String answer = run("await run('''" + text + "''', " + together + ")");
    List<Observation> observations = answer.lines().map(Observation::parse).toList();
    if (observations.size() != programs.size()) {
      throw new AssertionError(observations.size() + " answers to " + programs.size());
    }
    return observations;
  }

  private String run(String source) {
    EvalResult end =
        TestProbe.await(session.run(source, "interpreter.py", 1), TestProbe.LONG_PATIENCE);
    return new TestNode.Outcome(node.out().take(), node.err().take(), end).output();
  }

  private static String interpreter() {
    try (InputStream file = Runner.class.getResourceAsStream("interpreter.py")) {
      if (file == null) {
        throw new IllegalStateException("interpreter.py is not among the test resources");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
