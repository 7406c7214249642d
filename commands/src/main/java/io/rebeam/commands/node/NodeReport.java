package io.rebeam.commands.node;

import io.rebeam.commands.Versions;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.form.NodeForms;
import io.rebeam.inspect.Limit;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.node.Node;
import io.rebeam.node.NodeVersions;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of {@code :info} about the node, a section for each topic. */
public final class NodeReport {
  private NodeReport() {}

  /**
   * The data of a node.
   *
   * @param shell the process behind the prompt; null when it has just ended
   */
  public record Facts(
      NodeVersions versions,
      Counts counts,
      Duration uptime,
      MemoryView memory,
      List<Limit> limits,
      NodeLoad load,
      @Nullable ProcessSummary shell) {
    Facts(Node node, Pid shell) {
      this(
          node.versions(),
          new Counts(node.userProcessCount(), node.registered().size()),
          node.uptime(),
          node.inspector().memory(0),
          node.inspector().limits(),
          node.inspector().load(),
          node.process(shell, 1).map(process -> process.summary()).orElse(null));
    }
  }

  /**
   * Numbers of processes and names.
   *
   * @param own the processes that user code has spawned
   * @param registered names in use
   */
  public record Counts(int own, int registered) {}

  public static Report of(Facts facts, List<NodeTopic> topics) {
    List<Section> sections = new ArrayList<>();
    topics.forEach(topic -> sections.addAll(sections(facts, topic)));
    sections.add(new Section("", List.of(List.of(others(topics)))));
    return new Report("rebeam " + Versions.REBEAM, sections, json(facts));
  }

  private static List<Section> sections(Facts facts, NodeTopic topic) {
    return switch (topic) {
      case SYSTEM -> List.of(new Section("System", system(facts)));
      case MEMORY ->
          List.of(MemoryReport.jvm(facts.memory()), MemoryReport.processes(facts.memory()));
      case LIMITS -> List.of(Limits.of(facts.limits()));
      case SCHEDULERS ->
          List.of(
              new Section("Load", List.of(List.of(Cell.text(LoadReport.verdict(facts.load()))))),
              LoadReport.schedulers(facts.load()));
      case GC -> List.of(MemoryReport.collectors(facts.memory()));
      case SHELL -> List.of(new Section("Shell", shell(facts.shell())));
    };
  }

  /** The last line, with the topics that are not shown. */
  private static Cell others(List<NodeTopic> topics) {
    String others =
        NodeTopic.words().stream()
            .filter(word -> topics.stream().noneMatch(topic -> topic.word().equals(word)))
            .collect(Collectors.joining(" "));
    return Cell.text(
        others.isEmpty() ? "all topics are shown" : "more topics, as in ':info gc': " + others,
        Style.FAINT);
  }

  private static List<List<Cell>> system(Facts facts) {
    return List.of(
        row("python", facts.versions().python() + " (GraalPy " + Versions.GRAALPY + ")"),
        row("engine", facts.versions().engine()),
        row("java", Versions.java()),
        row("uptime", Elapsed.words(facts.uptime())),
        row("processes", Integer.toString(facts.memory().processes())),
        row("spawned by you", Integer.toString(facts.counts().own())),
        row("registered names", Integer.toString(facts.counts().registered())));
  }

  private static List<List<Cell>> shell(@Nullable ProcessRow shell) {
    if (shell == null) {
      return List.of();
    }
    return List.of(
        row("process", PeerRows.text(shell)),
        row("status", shell.status().word()),
        row("messages", Long.toString(shell.messageQueueLength())),
        row("age", Elapsed.compact(shell.age())),
        row("cpu time", Elapsed.spent(shell.cpuTime())));
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value));
  }

  private static JsonObject json(Facts facts) {
    ProcessSummary shell = facts.shell();
    JsonObject json =
        JsonObject.document("node")
            .put("rebeam", Versions.REBEAM)
            .put("python", facts.versions().python())
            .put("graalpy", Versions.GRAALPY)
            .put("engine", facts.versions().engine())
            .put("java", Versions.java())
            .put("uptime_ms", facts.uptime().toMillis())
            .put("user_processes", facts.counts().own())
            .put("registered_names", facts.counts().registered());
    return json.add(NodeForms.MEMORY, facts.memory())
        .put("limits", Limits.json(facts.limits()))
        .put("verdict", LoadReport.verdict(facts.load()))
        .put("shell", shell == null ? null : ProcessJson.row(shell));
  }
}
