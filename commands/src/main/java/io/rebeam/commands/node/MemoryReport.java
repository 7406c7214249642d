package io.rebeam.commands.node;

import io.rebeam.form.NodeForms;
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
        JsonObject.document("mem").add(NodeForms.MEMORY, memory));
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
}
