package io.rebeam.model.tree;

import io.rebeam.model.tree.Node.AutoShutdown;
import io.rebeam.model.tree.Node.Branch;
import io.rebeam.model.tree.Node.Kind;
import io.rebeam.model.tree.Node.Options;
import io.rebeam.model.tree.Node.Restart;
import io.rebeam.model.tree.Node.Shutdown;
import io.rebeam.model.tree.Node.Strategy;
import io.rebeam.model.tree.Node.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes random trees and what is done to them: the same for the same seed. */
final class TreePrograms {
  private static final List<String> REASONS = List.of("normal", "shutdown", "Shutdown(1)", "boom");
  private static final int MAX_DEPTH = 3;

  private final Random random;
  private final List<Branch> branches = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private int made;

  private TreePrograms(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  static TreeProgram of(long seed) {
    return new TreePrograms(seed).make();
  }

  private TreeProgram make() {
    Options ofTop = new Options(Restart.TEMPORARY, Shutdown.FOR_EVER, false);
    Branch top = branch(1, ofTop);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Begin(top.id()));
    int length = 4 + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      steps.add(step());
    }
    steps.add(new Step.Stop(top.id()));
    return new TreeProgram(top, List.copyOf(steps));
  }

  private Branch branch(int depth, Options options) {
    String id = "s" + made++;
    AutoShutdown auto =
        random.nextInt(3) > 0 ? AutoShutdown.NEVER : pick(List.of(AutoShutdown.values()));
    int count = random.nextInt(4) + (depth == 1 ? 1 : 0);
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(child(depth, auto));
    }
    Strategy strategy = pick(List.of(Strategy.values()));
    Branch branch =
        new Branch(id, options, strategy, random.nextInt(5), auto, List.copyOf(children));
    branches.add(branch);
    return branch;
  }

  private Node child(int depth, AutoShutdown auto) {
    Restart restart = random.nextBoolean() ? Restart.PERMANENT : pick(List.of(Restart.values()));
    boolean significant =
        auto != AutoShutdown.NEVER && restart != Restart.PERMANENT && random.nextInt(3) > 0;
    boolean brutal = random.nextInt(5) == 0;
    if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
      Shutdown shutdown = brutal ? Shutdown.BRUTAL_KILL : Shutdown.FOR_EVER;
      return branch(depth + 1, new Options(restart, shutdown, significant));
    }
    Kind kind = random.nextInt(8) == 0 ? Kind.STUBBORN : pick(List.of(Kind.PLAIN, Kind.TRAPS));
    Shutdown shutdown = brutal ? Shutdown.BRUTAL_KILL : Shutdown.TIMED;
    Worker worker = new Worker("w" + made++, kind, new Options(restart, shutdown, significant));
    workers.add(worker);
    return worker;
  }

  private Step step() {
    Branch branch = pick(branches);
    String anyone = random.nextInt(4) == 0 ? branch.id() : worker();
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new Step.Exit(worker(), pick(REASONS));
      case 4, 5, 6, 7 -> new Step.Kill(anyone);
      case 8, 9 -> killBoth(branch);
      case 10 -> new Step.Signal(anyone, pick(REASONS));
      case 11 -> new Step.Stop(anyone);
      case 12, 13 -> new Step.Fail(anyone, 1 + random.nextInt(3));
      case 14 -> new Step.Ignore(anyone, 1 + random.nextInt(2));
      case 15 -> startChild(branch);
      case 16, 17 -> new Step.TerminateChild(branch.id(), childOf(branch));
      case 18 -> new Step.RestartChild(branch.id(), childOf(branch));
      default -> new Step.DeleteChild(branch.id(), childOf(branch));
    };
  }

  private String worker() {
    return workers.isEmpty() ? "nobody" : pick(workers).id();
  }

  /** A child of a branch; now and then one that it has not. */
  private String childOf(Branch branch) {
    return branch.children().isEmpty() || random.nextInt(8) == 0
        ? worker()
        : pick(branch.children()).id();
  }

  private Step killBoth(Branch branch) {
    List<String> ids =
        branch.children().stream().filter(one -> one instanceof Worker).map(Node::id).toList();
    return ids.size() < 2 ? new Step.Kill(worker()) : new Step.KillBoth(pick(ids), pick(ids));
  }

  private Step startChild(Branch branch) {
    if (!branch.children().isEmpty() && random.nextBoolean()) {
      return new Step.StartChild(branch.id(), pick(branch.children()));
    }
    return new Step.StartChild(branch.id(), child(MAX_DEPTH, branch.autoShutdown()));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
