package io.rebeam.commands.process;

import io.rebeam.commands.Versions;
import io.rebeam.node.NodeVersions;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.time.Duration;
import java.util.List;

/** The answer of {@code :info} without a process: the node in a few lines. */
final class NodeReport {
  private static final long BYTES_PER_MEGABYTE = 1L << 20;

  private NodeReport() {}

  /**
   * How many processes there are.
   *
   * @param all the live ones
   * @param own those that user code spawned
   * @param registered names in use
   */
  record Counts(int all, int own, int registered) {}

  /** What the JVM has of memory, in bytes. */
  record Heap(long used, long max) {}

  static Report of(NodeVersions versions, Counts counts, Heap heap, Duration uptime) {
    return new Report(
        "rebeam " + Versions.REBEAM,
        List.of(
            new Section("System", system(versions, uptime)),
            new Section("Processes", processes(counts)),
            new Section("Memory", List.of(row("heap", heap(heap))))),
        json(versions, counts, heap, uptime));
  }

  private static List<List<Cell>> system(NodeVersions versions, Duration uptime) {
    return List.of(
        row("python", versions.python() + " (GraalPy " + Versions.GRAALPY + ")"),
        row("engine", versions.engine()),
        row("java", Versions.java()),
        row("uptime", Elapsed.words(uptime)));
  }

  private static List<List<Cell>> processes(Counts counts) {
    return List.of(
        row("alive", Integer.toString(counts.all())),
        row("spawned by you", Integer.toString(counts.own())),
        row("registered names", Integer.toString(counts.registered())));
  }

  private static String heap(Heap heap) {
    long percent = heap.used() * 100 / heap.max();
    return "%d MB of %d MB (%d%%)"
        .formatted(heap.used() / BYTES_PER_MEGABYTE, heap.max() / BYTES_PER_MEGABYTE, percent);
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value));
  }

  private static JsonObject json(NodeVersions versions, Counts counts, Heap heap, Duration uptime) {
    return JsonObject.document("node")
        .put("rebeam", Versions.REBEAM)
        .put("python", versions.python())
        .put("graalpy", Versions.GRAALPY)
        .put("engine", versions.engine())
        .put("java", Versions.java())
        .put("uptime_ms", uptime.toMillis())
        .put("processes", counts.all())
        .put("user_processes", counts.own())
        .put("registered_names", counts.registered())
        .put("heap_used_bytes", heap.used())
        .put("heap_max_bytes", heap.max());
  }
}
