package io.rebeam.commands.node;

import io.rebeam.commands.process.ProcessJson;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.MemoryView.Collector;
import io.rebeam.inspect.MemoryView.Holder;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.time.Duration;
import java.util.List;

/** The answers of {@code :mem}, {@code :info memory} and {@code :info gc}. */
public final class MemoryReport {
  private MemoryReport() {}

  public static Report of(MemoryView memory) {
    return new Report(
        "memory",
        List.of(
            jvm(memory),
            processes(memory),
            new Section("Largest", memory.top().stream().map(MemoryReport::row).toList())),
        add(JsonObject.document("mem"), memory));
  }

  static Section jvm(MemoryView memory) {
    return new Section(
        "JVM",
        List.of(
            List.of(
                Cell.text("heap"),
                Limits.cell(
                    "%s of %s"
                        .formatted(
                            ByteSize.text(memory.heapUsed()), ByteSize.text(memory.heapMax())),
                    (double) memory.heapUsed() / Math.max(1, memory.heapMax()))),
            row("heap from the machine", ByteSize.text(memory.heapCommitted())),
            row("classes and code", ByteSize.text(memory.nonHeap()))));
  }

  static Section processes(MemoryView memory) {
    return new Section(
        "Processes",
        List.of(
            row(
                "processes",
                "%d, about %s".formatted(memory.processes(), ByteSize.text(memory.processBytes()))),
            row(
                "messages waiting",
                "%d, about %s"
                    .formatted(memory.messages(), ByteSize.text(memory.mailboxBytes())))));
  }

  static Section collectors(MemoryView memory) {
    return new Section(
        "Garbage collection", memory.collectors().stream().map(MemoryReport::row).toList());
  }

  private static List<Cell> row(Collector collector) {
    Duration last = collector.last();
    return List.of(
        Cell.text(collector.name()),
        Cell.quantity(collector.collections() + " runs"),
        Cell.quantity(Elapsed.spent(collector.spent()) + " in all"),
        Cell.quantity(last == null ? "" : "the last " + Elapsed.spent(last)));
  }

  private static List<Cell> row(Holder holder) {
    return List.of(
        Cell.text(holder.process().pid().toString(), Style.PID),
        Cell.text(holder.process().names().display(), Style.NAME),
        Cell.quantity("about " + ByteSize.text(holder.bytes())),
        Cell.quantity(holder.process().messageQueueLength() + " messages"),
        Cell.quantity("about " + ByteSize.text(holder.mailboxBytes())));
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value));
  }

  /** Adds the fields of a memory view, also for {@code :info memory}. */
  static JsonObject add(JsonObject json, MemoryView memory) {
    return json.put("heap_used_bytes", memory.heapUsed())
        .put("heap_committed_bytes", memory.heapCommitted())
        .put("heap_max_bytes", memory.heapMax())
        .put("non_heap_bytes", memory.nonHeap())
        .put("processes", memory.processes())
        .put("process_bytes", memory.processBytes())
        .put("messages", memory.messages())
        .put("mailbox_bytes", memory.mailboxBytes())
        .put("top", memory.top().stream().map(MemoryReport::json).toList())
        .put("collectors", memory.collectors().stream().map(MemoryReport::json).toList());
  }

  private static JsonObject json(Holder holder) {
    return ProcessJson.addSummary(new JsonObject(), holder.process())
        .put("bytes", holder.bytes())
        .put("mailbox_bytes", holder.mailboxBytes());
  }

  private static JsonObject json(Collector collector) {
    return new JsonObject()
        .put("name", collector.name())
        .put("collections", collector.collections())
        .put("spent_ms", collector.spent().toMillis())
        .putMillis("last_ms", collector.last());
  }
}
