package io.rebeam.commands;

import io.rebeam.node.Node;
import io.rebeam.process.ProcessSummary;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live processes as candidates of a parameter. A parameter names this class as its {@code
 * completionCandidates}, or a {@link ProcessOrWord} if it takes other words too; completers find it
 * in the picocli model and read it at each completion. Reading never waits and never fails.
 */
public final class ProcessCandidates implements Iterable<String> {
  /** The forms of a process, for the description of a parameter; more text follows. */
  public static final String DESCRIPTION =
      "A pid, its number, a registered name, a variable, a label, or @last";

  /** With more processes than these, processes without a name or label are left out. */
  private static final int MAX_UNNAMED = 200;

  private final CommandContext context;

  ProcessCandidates(CommandContext context) {
    this.context = context;
  }

  /**
   * A candidate.
   *
   * @param value its pid, name, label or variable; a completer quotes it where that is needed
   * @param description the pid of a name, the name of a pid
   */
  public record Candidate(String value, String description) {}

  /**
   * Registered names, labels, pids, then variables of the session and {@link LastProcess#WORD} if
   * it is set.
   */
  public List<Candidate> list() {
    Optional<Node> node = context.nodeIfStarted();
    if (node.isEmpty()) {
      return List.of();
    }
    Stream<Candidate> last =
        context.last().isKnown()
            ? Stream.of(new Candidate(LastProcess.WORD, context.last().get().toString()))
            : Stream.empty();
    return Stream.of(list(node.get().processes()).stream(), variables(node.get()), last)
        .flatMap(candidates -> candidates)
        .toList();
  }

  private Stream<Candidate> variables(Node node) {
    return context.sessionIfStarted().stream()
        .flatMap(session -> session.processVariables().entrySet().stream())
        .filter(variable -> !node.isRegistered(variable.getKey()))
        .map(variable -> new Candidate(variable.getKey(), variable.getValue().toString()));
  }

  static List<Candidate> list(List<ProcessSummary> processes) {
    boolean many = processes.size() > MAX_UNNAMED;
    Stream<Candidate> names =
        processes.stream().flatMap(process -> named(process, process.names().registered()));
    Stream<Candidate> labels =
        processes.stream().flatMap(process -> named(process, process.names().label()));
    Stream<Candidate> pids =
        processes.stream()
            .filter(process -> !many || isNamed(process))
            .map(process -> new Candidate(process.pid().toString(), process.names().display()));
    return Stream.of(names, labels, pids).flatMap(candidates -> candidates).toList();
  }

  private static boolean isNamed(ProcessSummary process) {
    return process.names().registered() != null || process.names().label() != null;
  }

  private static Stream<Candidate> named(ProcessSummary process, @Nullable String name) {
    return name == null
        ? Stream.empty()
        : Stream.of(new Candidate(name, process.pid() + " " + process.status().word()));
  }

  @Override
  public Iterator<String> iterator() {
    return list().stream().map(Candidate::value).iterator();
  }
}
