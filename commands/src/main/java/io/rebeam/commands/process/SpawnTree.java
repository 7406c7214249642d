package io.rebeam.commands.process;

import io.rebeam.commands.Shown;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Tree;
import io.rebeam.render.Tree.Branch;
import io.rebeam.render.Tree.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code :tree}: who spawned whom. Large families are told by their number, so that a
 * tree of a million processes is a screen.
 */
final class SpawnTree {
  /** Children of one process that are drawn below it; of the process asked for, more. */
  private static final int MAX_CHILDREN = 10;

  private static final int MAX_AT_TOP = 100;
  private static final int MAX_DRAWN = 500;
  private static final Mark LINKED = new Mark("↔", "<->");

  private final Map<Pid, List<ProcessRow>> children = new HashMap<>();
  private final Function<Pid, List<Peer>> links;
  private final int depth;
  private int drawn;

  private SpawnTree(Function<Pid, List<Peer>> links, int depth) {
    this.links = links;
    this.depth = depth;
  }

  private record Twig(Branch branch, JsonObject json) {}

  /**
   * The trees of all processes, from those that no living one has spawned.
   *
   * @param links answers whom a live process is linked to
   * @param depth generations to draw
   */
  static Tree ofAll(List<? extends ProcessRow> rows, Function<Pid, List<Peer>> links, int depth) {
    var tree = new SpawnTree(links, depth);
    List<ProcessRow> roots = tree.sort(rows);
    List<Twig> twigs = tree.twigs(roots, null, 1, MAX_AT_TOP);
    String title =
        "%s, %d without a living parent"
            .formatted(rows.size() == 1 ? "1 process" : rows.size() + " processes", roots.size());
    List<Branch> branches = branches(twigs, roots.size());
    return new Tree(
        new Branch(Mark.NONE, Cell.text(title, Style.HEADING), branches),
        JsonObject.document("tree")
            .put("total", rows.size())
            .put("roots", roots.size())
            .put("processes", twigs.stream().map(Twig::json).toList()));
  }

  /** The tree below {@code root}. */
  static Tree of(
      ProcessRow root,
      List<? extends ProcessRow> rows,
      Function<Pid, List<Peer>> links,
      int depth) {
    var tree = new SpawnTree(links, depth);
    var _ = tree.sort(rows);
    Twig twig = tree.twig(root, null, 0, MAX_AT_TOP);
    Cell title = Cell.text(twig.branch.text().text(), Style.HEADING);
    return new Tree(
        new Branch(Mark.NONE, title, twig.branch.children()),
        JsonObject.document("tree")
            .put("total", rows.size())
            .put("roots", 1)
            .put("processes", List.of(twig.json)));
  }

  /** Notes everyone's children; returns those that have no living parent. */
  private List<ProcessRow> sort(List<? extends ProcessRow> rows) {
    Map<Pid, ProcessRow> living = new HashMap<>();
    rows.forEach(row -> living.put(row.pid(), row));
    List<ProcessRow> roots = new ArrayList<>();
    for (ProcessRow row : rows) {
      Pid parent = row.details().parent();
      if (parent == null || !living.containsKey(parent)) {
        roots.add(row);
      } else {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(row);
      }
    }
    return roots;
  }

  private List<Twig> twigs(List<ProcessRow> rows, @Nullable Pid parent, int level, int limit) {
    List<Twig> twigs = new ArrayList<>();
    for (ProcessRow row : rows) {
      if (twigs.size() == limit) {
        break;
      }
      twigs.add(twig(row, parent, level, MAX_CHILDREN));
    }
    return twigs;
  }

  private Twig twig(ProcessRow row, @Nullable Pid parent, int level, int limit) {
    drawn++;
    List<ProcessRow> own = children.getOrDefault(row.pid(), List.of());
    boolean follows =
        level < depth
            && drawn + Math.min(own.size(), limit) <= MAX_DRAWN
            && (level == 0 || own.size() <= limit);
    List<Twig> further = follows ? twigs(own, row.pid(), level + 1, limit) : List.of();
    List<Peer> linked = row.details().links() == 0 ? List.of() : links.apply(row.pid());
    boolean toParent = linked.stream().anyMatch(peer -> peer.pid().equals(parent));
    List<Peer> others =
        linked.stream()
            .filter(peer -> !peer.pid().equals(parent))
            .filter(peer -> own.stream().noneMatch(child -> child.pid().equals(peer.pid())))
            .toList();
    return new Twig(
        new Branch(
            toParent ? LINKED : Mark.NONE,
            Cell.text(text(row, others, follows ? 0 : own.size(), parent)),
            branches(further, follows ? own.size() : 0)),
        ProcessJson.addSummary(new JsonObject(), row)
            .put("parent", parentOf(row))
            .put("linked_to_parent", toParent)
            .put("links_count", row.details().links())
            .put("links", ProcessJson.peers(linked))
            .put("children_count", own.size())
            .put("children", further.stream().map(Twig::json).toList()));
  }

  private static @Nullable String parentOf(ProcessRow row) {
    Pid parent = row.details().parent();
    return parent == null ? null : parent.toString();
  }

  private static String text(ProcessRow row, List<Peer> others, int hidden, @Nullable Pid parent) {
    var text = new StringBuilder(PeerRows.text(row));
    if (row.messageQueueLength() > 0) {
      text.append(", mq ").append(row.messageQueueLength());
    }
    Pid spawner = row.details().parent();
    if (parent == null && spawner != null) {
      text.append(", spawned by ").append(spawner);
    }
    if (!others.isEmpty()) {
      text.append(", linked to ").append(others.getFirst().pid());
      text.append(others.size() > 1 ? " and " + (others.size() - 1) + " more" : "");
    }
    if (hidden > 0) {
      text.append(
          " (%s, :tree %d)"
              .formatted(hidden == 1 ? "1 child" : hidden + " children", row.pid().serial()));
    }
    return text.toString();
  }

  private static List<Branch> branches(List<Twig> twigs, int all) {
    List<Branch> branches = new ArrayList<>();
    twigs.forEach(twig -> branches.add(twig.branch));
    if (all > twigs.size()) {
      branches.add(new Branch(Mark.NONE, Shown.more(all - twigs.size()), List.of()));
    }
    return branches;
  }
}
