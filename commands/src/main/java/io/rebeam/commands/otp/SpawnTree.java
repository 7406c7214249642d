package io.rebeam.commands.otp;

import io.rebeam.commands.Shown;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Tree;
import io.rebeam.render.Tree.Branch;
import io.rebeam.render.Tree.Mark;
import io.rebeam.text.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code :tree}: which process supervises which and, for processes without a
 * supervisor, which spawned which. Of more than {@link #MAX_CHILDREN} children only the number is
 * shown, so that a tree of a million processes fits on a screen.
 */
public final class SpawnTree {
  /** The maximum number of children drawn below a process; below the root of the tree, more. */
  private static final int MAX_CHILDREN = 10;

  private static final int MAX_AT_TOP = 100;
  private static final int MAX_DRAWN = 500;
  private static final Mark LINKED = new Mark("↔", "<->");

  /**
   * The data of the tree besides the rows.
   *
   * @param links the processes that a live process is linked to
   * @param supervision the first children of a supervisor; null for others
   */
  public record Facts(
      Function<Pid, List<Peer>> links, Function<Pid, @Nullable SupervisionView> supervision) {
    /** The data of a node. */
    static Facts of(Function<Pid, List<Peer>> links, OtpInspector otp) {
      return new Facts(links, pid -> otp.supervision(pid, MAX_AT_TOP).orElse(null));
    }
  }

  private final Map<Pid, List<ProcessRow>> children = new HashMap<>();
  private final Map<Pid, SupervisionView> supervisors = new HashMap<>();

  /** The child views of supervised processes. */
  private final Map<Pid, ChildView> supervised = new HashMap<>();

  private final Facts facts;
  private final int depth;
  private int drawn;

  private SpawnTree(Facts facts, int depth) {
    this.facts = facts;
    this.depth = depth;
  }

  private record Twig(Branch branch, JsonObject json) {}

  /**
   * The trees of all processes. The roots are the processes without a living supervisor or spawner.
   *
   * @param depth the number of levels
   */
  public static Tree ofAll(List<? extends ProcessRow> rows, Facts facts, int depth) {
    var tree = new SpawnTree(facts, depth);
    List<ProcessRow> roots = tree.sort(rows);
    List<Twig> twigs = tree.twigs(roots, null, 1, MAX_AT_TOP);
    String title =
        "%s%s, %d without a living parent"
            .formatted(
                rows.size() == 1 ? "1 process" : rows.size() + " processes",
                tree.supervisorCount(),
                roots.size());
    List<Branch> branches = branches(twigs, List.of(), roots.size());
    return new Tree(
        new Branch(Mark.NONE, Cell.text(title, Style.HEADING), branches),
        JsonObject.document("tree")
            .put("total", rows.size())
            .put("roots", roots.size())
            .put("processes", twigs.stream().map(Twig::json).toList()));
  }

  private String supervisorCount() {
    return switch (supervisors.size()) {
      case 0 -> "";
      case 1 -> ", 1 supervisor";
      default -> ", " + supervisors.size() + " supervisors";
    };
  }

  /** The tree below {@code root}. */
  public static Tree of(ProcessRow root, List<? extends ProcessRow> rows, Facts facts, int depth) {
    var tree = new SpawnTree(facts, depth);
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

  /** Collects the children of each process; returns the processes without a living parent. */
  private List<ProcessRow> sort(List<? extends ProcessRow> rows) {
    Map<Pid, ProcessRow> living = new HashMap<>();
    rows.forEach(row -> living.put(row.pid(), row));
    for (ProcessRow row : rows) {
      if (row.names().behaviour() != null) {
        noteSupervisor(row.pid(), living);
      }
    }
    List<ProcessRow> roots = new ArrayList<>();
    for (ProcessRow row : rows) {
      Pid parent = row.details().parent();
      if (supervised.containsKey(row.pid())) {
        continue;
      }
      if (parent == null || !living.containsKey(parent)) {
        roots.add(row);
      } else {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(row);
      }
    }
    return roots;
  }

  /** Puts the children of a supervisor first, in start order. */
  private void noteSupervisor(Pid pid, Map<Pid, ProcessRow> living) {
    @Nullable SupervisionView supervision = facts.supervision.apply(pid);
    if (supervision == null) {
      return;
    }
    supervisors.put(pid, supervision);
    for (ChildView child : supervision.children()) {
      @Nullable ProcessRow row = child.pid() == null ? null : living.get(child.pid());
      if (row != null && supervised.putIfAbsent(row.pid(), child) == null) {
        children.computeIfAbsent(pid, _ -> new ArrayList<>()).add(row);
      }
    }
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
    List<Peer> linked = row.details().links() == 0 ? List.of() : facts.links.apply(row.pid());
    boolean toParent = linked.stream().anyMatch(peer -> peer.pid().equals(parent));
    List<Peer> others =
        linked.stream()
            .filter(peer -> !peer.pid().equals(parent))
            .filter(peer -> own.stream().noneMatch(child -> child.pid().equals(peer.pid())))
            .toList();
    SupervisionView supervision = supervisors.get(row.pid());
    return new Twig(
        new Branch(
            toParent ? LINKED : Mark.NONE,
            Cell.text(text(row, others, follows ? 0 : own.size(), parent)),
            branches(further, follows ? idle(supervision) : List.of(), follows ? own.size() : 0)),
        ProcessJson.addSummary(new JsonObject(), row)
            .put("parent", parentOf(row))
            .put("linked_to_parent", toParent)
            .put("supervision", SupervisionText.json(supervision))
            .put("child", SupervisionText.childOrNull(supervised.get(row.pid())))
            .put("links_count", row.details().links())
            .put("links", ProcessJson.peers(linked))
            .put("children_count", own.size())
            .put("children", further.stream().map(Twig::json).toList()));
  }

  private static @Nullable String parentOf(ProcessRow row) {
    Pid parent = row.details().parent();
    return parent == null ? null : parent.toString();
  }

  /** The children of a supervisor that do not run. */
  private static List<Branch> idle(@Nullable SupervisionView supervision) {
    if (supervision == null) {
      return List.of();
    }
    return supervision.children().stream()
        .filter(child -> child.pid() == null)
        .limit(MAX_CHILDREN)
        .map(
            child ->
                new Branch(
                    Mark.NONE,
                    Cell.text(
                        "%s, %s, %s%s"
                            .formatted(
                                Printable.line(child.id()),
                                child.state(),
                                child.restart(),
                                after(SupervisionText.ends(child))),
                        Style.WARNING),
                    List.of()))
        .toList();
  }

  private String text(ProcessRow row, List<Peer> others, int hidden, @Nullable Pid parent) {
    var text = new StringBuilder(PeerRows.text(row));
    text.append(supervision(row));
    if (row.messageQueueLength() > 0) {
      text.append(", mq ").append(row.messageQueueLength());
    }
    ChildView child = supervised.get(row.pid());
    if (child != null) {
      text.append(after(SupervisionText.ends(child)));
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

  /** The words about a process as a supervisor, and as a child of one. */
  private String supervision(ProcessRow row) {
    var text = new StringBuilder();
    SupervisionView supervision = supervisors.get(row.pid());
    ChildView child = supervised.get(row.pid());
    if (child != null) {
      text.append(child.id().equals(row.names().initialCall()) ? "" : after(idOf(child, row)));
      text.append(", ").append(child.restart());
    }
    if (supervision != null) {
      text.append(", ").append(supervision.strategy());
      text.append(supervision.recent() == 0 ? "" : after(SupervisionText.recent(supervision)));
    }
    if (supervision != null || child != null) {
      text.append(", up ").append(Elapsed.compact(row.age()));
    }
    return text.toString();
  }

  /** The id of a child, when it is not the name of the process. */
  private static String idOf(ChildView child, ProcessRow row) {
    return child.id().equals(row.names().display()) ? "" : "id " + Printable.line(child.id());
  }

  private static String after(String text) {
    return text.isEmpty() ? "" : ", " + text;
  }

  private static List<Branch> branches(List<Twig> twigs, List<Branch> idle, int all) {
    List<Branch> branches = new ArrayList<>();
    twigs.forEach(twig -> branches.add(twig.branch));
    branches.addAll(idle);
    if (all > twigs.size()) {
      branches.add(new Branch(Mark.NONE, Shown.more(all - twigs.size()), List.of()));
    }
    return branches;
  }
}
