package io.rebeam.commands.process;

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
 * The answer of {@code :links}: a process, what is linked to it, what it monitors and what monitors
 * it, and so on from there. Each process is followed once, so that circles end.
 */
final class LinkTree {
  private static final int MAX_BRANCHES = 50;

  private final Function<Pid, Optional<ProcessInfo>> lookUp;
  private final Set<Pid> followed = new HashSet<>();

  private LinkTree(Function<Pid, Optional<ProcessInfo>> lookUp) {
    this.lookUp = lookUp;
  }

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

  /** A process and how it stands to the one above it. */
  private record Edge(Relation relation, Peer peer) {}

  /** The same edge drawn and written, so that both tell the same. */
  private record Twig(Branch branch, JsonObject json) {}

  /**
   * The tree from {@code start}.
   *
   * @param lookUp answers for a live process
   * @param depth how many steps to follow
   */
  static Tree of(ProcessInfo start, Function<Pid, Optional<ProcessInfo>> lookUp, int depth) {
    var tree = new LinkTree(lookUp);
    tree.followed.add(start.summary().pid());
    List<Twig> twigs = tree.twigs(edges(start), depth);
    Cell title = Cell.text(PeerRows.text(start.summary()), Style.HEADING);
    return new Tree(
        new Branch(Mark.NONE, title, branches(twigs)),
        ProcessJson.addSummary(JsonObject.document("links"), start.summary())
            .put("peers", jsons(twigs)));
  }

  private static List<Edge> edges(ProcessInfo process) {
    List<Edge> edges = new ArrayList<>();
    process.links().forEach(peer -> edges.add(new Edge(Relation.LINK, peer)));
    process.monitors().forEach(peer -> edges.add(new Edge(Relation.MONITORS, peer)));
    process.monitoredBy().forEach(peer -> edges.add(new Edge(Relation.MONITORED_BY, peer)));
    return edges;
  }

  private List<Twig> twigs(List<Edge> edges, int depth) {
    List<Twig> twigs = new ArrayList<>();
    edges.forEach(edge -> twigs.add(twig(edge, depth)));
    return twigs;
  }

  private Twig twig(Edge edge, int depth) {
    List<Twig> further = depth > 1 ? follow(edge.peer().pid(), depth - 1) : List.of();
    Cell text = Cell.text(PeerRows.text(edge.peer()));
    return new Twig(
        new Branch(edge.relation().mark, text, branches(further)),
        ProcessJson.peer(edge.peer())
            .put("relation", edge.relation().word)
            .put("peers", jsons(further)));
  }

  private List<Twig> follow(Pid pid, int depth) {
    if (!followed.add(pid)) {
      return List.of();
    }
    List<Edge> edges = lookUp.apply(pid).map(LinkTree::edges).orElse(List.of());
    // An edge back to what was followed is drawn there, from the other end.
    return twigs(
        edges.stream().filter(edge -> !followed.contains(edge.peer().pid())).toList(), depth);
  }

  private static List<Branch> branches(List<Twig> twigs) {
    List<Branch> branches = new ArrayList<>();
    twigs.stream().limit(MAX_BRANCHES).map(Twig::branch).forEach(branches::add);
    if (twigs.size() > MAX_BRANCHES) {
      String more = "… %d more".formatted(twigs.size() - MAX_BRANCHES);
      branches.add(new Branch(Mark.NONE, Cell.text(more, Style.FAINT), List.of()));
    }
    return branches;
  }

  private static List<JsonObject> jsons(List<Twig> twigs) {
    return twigs.stream().map(Twig::json).toList();
  }
}
