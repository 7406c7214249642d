package io.rebeam.commands.process;

import io.rebeam.commands.Shown;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Tree;
import io.rebeam.render.Tree.Branch;
import io.rebeam.render.Tree.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The answer of {@code :links}: a process with its links and monitors in both directions, and those
 * of its peers in turn. Each process is followed once, so that circles end.
 */
final class LinkTree {
  private final Function<Pid, Optional<ProcessInfo>> lookUp;
  private final Set<Pid> followed = new HashSet<>();

  private final int limit;

  private LinkTree(Function<Pid, Optional<ProcessInfo>> lookUp, int limit) {
    this.lookUp = lookUp;
    this.limit = limit;
  }

  /**
   * The extent of the tree.
   *
   * @param depth the number of levels
   * @param limit the maximum number of branches of one process; 0 for all
   */
  record Extent(int depth, int limit) {}

  private enum Relation {
    LINK("link", "↔", "<->"),
    MONITORS("monitors", "→", "->"),
    MONITORED_BY("monitored_by", "←", "<-");

    private final String word;
    private final Mark mark;

    Relation(String word, String sign, String ascii) {
      this.word = word;
      this.mark = new Mark(sign, ascii);
    }
  }

  /** A process and its relation to its parent in the tree. */
  private record Edge(Relation relation, Peer peer) {}

  /** An edge as a branch and as JSON, made together. */
  private record Node(Branch branch, JsonObject json) {}

  /**
   * The tree from {@code start}.
   *
   * @param lookUp finds a live process
   */
  static Tree of(ProcessInfo start, Function<Pid, Optional<ProcessInfo>> lookUp, Extent extent) {
    var tree = new LinkTree(lookUp, extent.limit());
    tree.followed.add(start.summary().pid());
    Shown<Node> nodes = tree.nodes(tree.edges(start), extent.depth());
    Cell title = Cell.text(PeerRows.text(start.summary()), Style.HEADING);
    return new Tree(
        new Branch(Mark.NONE, title, branches(nodes)),
        ProcessJson.addSummary(JsonObject.document("links"), start.summary())
            .put("peers_count", nodes.total())
            .put("peers", jsons(nodes)));
  }

  /** The first edges of a process, and the number of all. */
  private Shown<Edge> edges(ProcessInfo process) {
    List<Edge> edges = new ArrayList<>();
    process.links().forEach(peer -> edges.add(new Edge(Relation.LINK, peer)));
    process.monitors().forEach(peer -> edges.add(new Edge(Relation.MONITORS, peer)));
    process.monitoredBy().forEach(peer -> edges.add(new Edge(Relation.MONITORED_BY, peer)));
    int total = PeerRows.links(process).total();
    total += PeerRows.monitors(process).total();
    total += PeerRows.monitoredBy(process).total();
    return new Shown<>(Shown.of(edges, limit).rows(), total);
  }

  private Shown<Node> nodes(Shown<Edge> edges, int depth) {
    return edges.map(edge -> node(edge, depth));
  }

  private Node node(Edge edge, int depth) {
    Shown<Node> further =
        depth > 1 ? follow(edge.peer().pid(), depth - 1) : new Shown<>(List.of(), 0);
    Cell text = Cell.text(PeerRows.text(edge.peer()));
    return new Node(
        new Branch(edge.relation().mark, text, branches(further)),
        ProcessJson.peer(edge.peer())
            .put("relation", edge.relation().word)
            .put("peers_count", further.total())
            .put("peers", jsons(further)));
  }

  private Shown<Node> follow(Pid pid, int depth) {
    if (!followed.add(pid)) {
      return new Shown<>(List.of(), 0);
    }
    Shown<Edge> edges = lookUp.apply(pid).map(this::edges).orElse(new Shown<>(List.of(), 0));
    // An edge to a process that has been followed is drawn there, from the other end.
    List<Edge> onward =
        edges.rows().stream().filter(edge -> !followed.contains(edge.peer().pid())).toList();
    return nodes(new Shown<>(onward, onward.size() + edges.hidden()), depth);
  }

  private static List<Branch> branches(Shown<Node> nodes) {
    List<Branch> branches = new ArrayList<>(nodes.map(Node::branch).rows());
    if (nodes.hidden() > 0) {
      branches.add(new Branch(Mark.NONE, Shown.more(nodes.hidden()), List.of()));
    }
    return branches;
  }

  private static List<JsonObject> jsons(Shown<Node> nodes) {
    return nodes.map(Node::json).rows();
  }
}
