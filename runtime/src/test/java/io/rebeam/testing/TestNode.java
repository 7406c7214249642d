package io.rebeam.testing;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeLimits;
import io.rebeam.node.NodeOptions;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessSummary;
import io.rebeam.process.RegisteredProcess;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real node, as a JUnit extension. Starting one takes seconds, so all tests of a JVM share it,
 * one after the other; each test gets sessions of its own. A test that leaves processes, names or
 * messages behind fails, and what it left is removed.
 *
 * <pre>{@code
 * @RegisterExtension final TestNode node = new TestNode();
 * }</pre>
 */
public final class TestNode implements BeforeEachCallback, AfterEachCallback {
  /** Helpers for programs, beside the library. */
  private static final String PRELUDE =
      """
      def rounds(times):
          "As often as a race is to be repeated: the whole number of times with -Pstress."
          return range(min(times, max(100, int(times * %s))))
      """
          .formatted(System.getProperty("race.share", "0.05"));

  private final List<Session> sessions = new ArrayList<>();
  private final NodeLimits limits;
  private String errors = "";
  private @Nullable Shared shared;

  /** The node itself, started once, closed after the last test. */
  private static final class Shared implements AutoCloseable {
    final CapturedOutput out = new CapturedOutput();
    final CapturedOutput err = new CapturedOutput();
    final Node node;

    Shared(NodeLimits limits) {
      node =
          Node.start(new NodeOptions(out, err, InputStream.nullInputStream(), library(), limits));
    }

    @Override
    public void close() {
      node.close();
    }
  }

  public TestNode() {
    this(NodeLimits.DEFAULT);
  }

  /** A node with limits of its own, shared by the tests with the same limits. */
  public TestNode(NodeLimits limits) {
    this.limits = limits;
  }

  /**
   * The outcome of a program.
   *
   * @param out its standard output
   * @param err the standard error of the program and the node
   * @param result its end
   */
  public record Outcome(String out, String err, EvalResult result) {
    /** The output of a program that must have run to its end. */
    public String output() {
      if (result instanceof EvalResult.NoValue) {
        return out;
      }
      String how = result instanceof EvalResult.Raised(var error) ? error.full() : "" + result;
      throw new AssertionError(
          "the program did not end well: " + how + "\nstdout: " + out + "\nstderr: " + err);
    }
  }

  /** The folder with the Python package, from the folder of any module. */
  public static Path library() {
    return Stream.of("src/main/python", "../runtime/src/main/python", "runtime/src/main/python")
        .map(Path::of)
        .filter(folder -> Files.isRegularFile(folder.resolve("rebeam/__init__.py")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Python library near " + Path.of("")));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(TestNode.class))
            .getOrComputeIfAbsent(limits, Shared::new, Shared.class);
    node().settleReports(TestProbe.PATIENCE);
    node().history().clearLog(); // the same crash in an earlier test would fold this one's
    out().take();
    err().take();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      killAll();
      return;
    }
    try {
      TestProbe.expect(
          () -> node().userProcessCount() == 0, () -> "no process is left, but " + others());
      List<String> names = node().registered().stream().map(RegisteredProcess::name).toList();
      if (!names.isEmpty()) {
        throw new AssertionError("names are left: " + names);
      }
      for (Session session : sessions) {
        Optional<MailboxView> mailbox =
            node().inspector().mailbox(session.evaluator(), MailboxQuery.ends(5, 0));
        if (mailbox.isPresent() && mailbox.get().length() > 0) {
          throw new AssertionError("messages are left: " + mailbox.get().messages());
        }
      }
    } finally {
      killAll();
    }
  }

  private void killAll() {
    for (ProcessSummary process : others()) {
      node().exit(process.pid(), "kill");
    }
    for (Session session : sessions) {
      session.killEvaluator(); // with its names, links and messages
    }
    // Their remaining output belongs to this test, not to the next one.
    TestProbe.expect(
        () -> node().inspector().load().zombies() == 0, () -> "no code of the dead runs on");
    sessions.clear();
  }

  /** The processes other than evaluators. */
  public List<ProcessSummary> others() {
    return node().processes().stream()
        .filter(process -> !"shell".equals(process.names().label()))
        .toList();
  }

  /** The node. */
  public Node node() {
    return shared().node;
  }

  /** What the node's processes write to standard output. */
  public CapturedOutput out() {
    return shared().out;
  }

  /** What the node's processes and the node itself write to standard error. */
  public CapturedOutput err() {
    return shared().err;
  }

  private Shared shared() {
    if (shared == null) {
      throw new IllegalStateException("register TestNode with @RegisterExtension");
    }
    return shared;
  }

  /** A fresh session as a program gets it, and {@code rounds(times)} for those that are raced. */
  public Session openProgram() {
    Session session = open(new SessionOptions(List.of("test.py"), "", List.of(), false));
    TestProbe.await(session.run(PRELUDE, "prelude.py", 1));
    return session;
  }

  /** A fresh session as the prompt gets it. */
  public Session openPrompt() {
    return open(SessionOptions.prompt());
  }

  private Session open(SessionOptions options) {
    Session session =
        TestProbe.await(CompletableFuture.supplyAsync(() -> node().openSession(options)));
    sessions.add(session);
    return session;
  }

  /** Runs a whole program in a session of its own. */
  public Outcome run(String program) {
    Session session = openProgram();
    CompletableFuture<EvalResult> result = session.run(program, "test.py", 1);
    EvalResult end;
    try {
      end = TestProbe.await(result, TestProbe.LONG_PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "; at " + session.where() + " " + out().take() + err().take(), e);
    }
    node().settleReports(TestProbe.PATIENCE);
    String told = err().take();
    errors += told;
    return new Outcome(out().take(), told, end);
  }

  /** Runs a program that must end well, and returns its output. */
  public String output(String program) {
    return run(program).output();
  }

  /** Starts a program and returns at once. */
  public Running start(String program) {
    Session session = openProgram();
    return new Running(session, session.run(program, "test.py", 1));
  }

  /**
   * A program that runs.
   *
   * @param session its session
   * @param result the future of its end
   */
  public record Running(Session session, CompletableFuture<EvalResult> result) {
    public Pid pid() {
      return session.evaluator();
    }
  }

  /** All that the test's programs and the node have written to standard error. */
  public String errors() {
    return errors + err().text();
  }

  /** Waits until {@link #errors} contain {@code text}. */
  public void expectError(String text) {
    TestProbe.expect(
        () -> errors().contains(text), () -> "'" + text + "', but there is " + errors());
  }

  /** Waits until the output contains {@code text}, so far as the program flushes. */
  public void expectOutput(String text) {
    TestProbe.expect(
        () -> out().text().contains(text), () -> "output '" + text + "', but: " + out().text());
  }
}
