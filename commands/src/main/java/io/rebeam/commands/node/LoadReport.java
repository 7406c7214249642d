package io.rebeam.commands.node;

import io.rebeam.commands.Shown;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.form.NodeForms;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.NodeLoad.Computation;
import io.rebeam.inspect.NodeLoad.LockHolder;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.inspect.NodeLoad.Share;
import io.rebeam.inspect.NodeLoad.Slice;
import io.rebeam.inspect.NodeLoad.ThreadLoad;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer of {@code :sched}. */
public final class LoadReport {
  private static final double SATURATED = 0.9;
  private static final double IDLE = 0.02;

  /** The share of the time from which on a process is named as the running one. */
  private static final double MIN_NAMED_SHARE = 0.1;

  private LoadReport() {}

  /**
   * The load of the schedulers.
   *
   * @param limit the maximum number of threads, since blocking processes may have thousands; 0 for
   *     all
   */
  public static Report of(NodeLoad load, int limit) {
    List<Section> sections = new ArrayList<>();
    sections.add(schedulers(load));
    List<ThreadLoad> threads =
        load.schedulers().stream().flatMap(one -> one.threads().stream()).toList();
    sections.add(new Section("Threads", threads(threads, limit)));
    sections.add(
        new Section(
            "Ran most",
            load.schedulers().stream()
                .flatMap(one -> one.busiest().stream())
                .map(LoadReport::row)
                .toList()));
    sections.add(new Section("Blocking threads", List.of(blocking(load))));
    if (!load.computations().isEmpty()) {
      List<List<Cell>> rows = load.computations().stream().map(LoadReport::row).toList();
      sections.add(new Section("Computed without the interpreter lock", rows));
    }
    if (load.zombies() > 0) {
      sections.add(new Section("Zombies", List.of(List.of(zombies(load.zombies())))));
    }
    return new Report(verdict(load), sections, json(load, limit));
  }

  static Section schedulers(NodeLoad load) {
    return new Section("Schedulers", load.schedulers().stream().map(LoadReport::row).toList());
  }

  /** One line with the most important finding, such as the process that saturates a scheduler. */
  public static String verdict(NodeLoad load) {
    LockHolder holder = load.holder();
    if (holder != null) {
      return "%s in %s, which runs for %s, holds the interpreter: no other Python code runs"
          .formatted(
              holder.what(), PeerRows.text(holder.process()), Elapsed.spent(holder.running()));
    }
    int all = load.schedulers().size();
    List<SchedulerLoad> saturated =
        load.schedulers().stream().filter(one -> one.busy() >= SATURATED).toList();
    int queued = load.schedulers().stream().mapToInt(SchedulerLoad::runQueue).sum();
    String queue =
        queued == 0
            ? ""
            : "; %s for a turn"
                .formatted(queued == 1 ? "1 process waits" : queued + " processes wait");
    if (!saturated.isEmpty()) {
      return "%d of %d %s saturated%s%s"
          .formatted(
              saturated.size(), all, all == 1 ? "scheduler" : "schedulers", by(saturated), queue);
    }
    double busy = load.schedulers().stream().mapToDouble(SchedulerLoad::busy).average().orElse(0);
    return busy < IDLE ? "idle" + queue : "load %s%s".formatted(percent(busy), queue);
  }

  private static String by(List<SchedulerLoad> saturated) {
    Optional<Share> first = saturated.stream().flatMap(one -> one.busiest().stream()).findFirst();
    return first
        .filter(share -> share.share() >= MIN_NAMED_SHARE)
        .map(
            share ->
                " by %s (%s)".formatted(PeerRows.text(share.process()), percent(share.share())))
        .orElse(" by many processes");
  }

  private static List<Cell> row(SchedulerLoad scheduler) {
    Slice longest = scheduler.longest();
    String slice =
        longest == null
            ? "no slice over 2 ms"
            : "longest slice %s by %s"
                .formatted(Elapsed.spent(longest.length()), PeerRows.text(longest.process()));
    return List.of(
        Cell.text("scheduler " + scheduler.number()),
        new Cell("busy " + percent(scheduler.busy()), style(scheduler.busy()), true),
        Cell.quantity("run queue " + scheduler.runQueue()),
        Cell.quantity(scheduler.slices() + " slices"),
        Cell.text(slice));
  }

  private static Style style(double busy) {
    return busy >= SATURATED ? Style.WARNING : Style.PLAIN;
  }

  private static List<List<Cell>> threads(List<ThreadLoad> threads, int limit) {
    Shown<ThreadLoad> shown =
        Shown.of(
            threads.stream()
                .filter(thread -> !thread.kind().equals("blocking") || thread.busy() > 0)
                .toList(),
            limit);
    List<List<Cell>> rows = new ArrayList<>(shown.map(LoadReport::row).rows());
    if (shown.hidden() > 0) {
      rows.add(List.of(Shown.more(shown.hidden())));
    }
    return rows;
  }

  private static List<Cell> row(ThreadLoad thread) {
    Peer process = thread.process();
    String runs =
        process == null
            ? ""
            : "runs %s for %s".formatted(PeerRows.text(process), Elapsed.spent(thread.running()));
    return List.of(
        Cell.text(thread.name()),
        Cell.text(thread.kind()),
        Cell.quantity("busy " + percent(thread.busy())),
        Cell.quantity("waits " + percent(thread.waiting())),
        Cell.text(runs));
  }

  private static List<Cell> row(Share share) {
    return List.of(
        Cell.quantity(percent(share.share())),
        Cell.text(share.process().pid().toString(), Style.PID),
        Cell.text(share.process().name().isEmpty() ? "dead" : share.process().name(), Style.NAME));
  }

  private static List<Cell> row(Computation computation) {
    return List.of(
        Cell.text(computation.builtin()),
        Cell.quantity("for " + Elapsed.spent(computation.running())),
        Cell.text(computation.awaited() ? "" : "its process waits no longer"));
  }

  private static List<Cell> blocking(NodeLoad load) {
    return List.of(Cell.text("%d of %d".formatted(load.blockingThreads(), load.blockingLimit())));
  }

  private static Cell zombies(int zombies) {
    String threads = zombies == 1 ? "1 thread runs" : zombies + " threads run";
    return Cell.text(
        threads + " code of dead processes, which cannot be stopped there", Style.WARNING);
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static JsonObject json(NodeLoad load, int limit) {
    return JsonObject.document("sched")
        .put("verdict", verdict(load))
        .add(NodeForms.LOAD, load)
        .put("schedulers", load.schedulers().stream().map(one -> json(one, limit)).toList());
  }

  /** With some of its threads only. */
  private static JsonObject json(SchedulerLoad scheduler, int limit) {
    List<ThreadLoad> threads = Shown.of(scheduler.threads(), limit).rows();
    return JsonObject.of(NodeForms.SCHEDULER, scheduler)
        .put("threads", JsonObject.list(NodeForms.THREAD, threads));
  }
}
