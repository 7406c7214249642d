package io.rebeam.model;

import io.rebeam.model.Op.Place;
import io.rebeam.model.Program.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes random programs: the same for the same seed. */
final class Programs {
  private static final List<String> REASONS =
      List.of("normal", "kill", "killed", "shutdown", "Shutdown(1)", "noproc", "boom", "boom");
  private static final int NAMES = 2;
  private static final int MAX_SIZE = 6;

  private final Random random;
  private final boolean threads;
  private final int initial;
  private final List<Body> bodies = new ArrayList<>();

  /** References that can be an alias, made by operations generated so far. */
  private final List<Place> aliases = new ArrayList<>();

  private int children;

  private Programs(long seed, boolean threads) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.threads = threads;
    this.initial = 2 + random.nextInt(3);
  }

  /**
   * The program of a seed.
   *
   * @param threads whether some processes are blocking ones
   */
  static Program of(long seed, boolean threads) {
    return new Programs(seed, threads).make();
  }

  private Program make() {
    for (int i = 0; i < initial; i++) {
      bodies.add(body(i, -1));
    }
    // Children come after: their bodies are made when all that may name them is known.
    List<int[]> born = new ArrayList<>();
    for (int parent = 0; parent < initial; parent++) {
      for (Op op : bodies.get(parent).ops()) {
        if (op instanceof Op.Spawn(int child, _)) {
          born.add(new int[] {child, parent});
        }
      }
    }
    for (int[] pair : born) {
      bodies.add(body(pair[0], pair[1]));
    }
    return new Program(List.copyOf(bodies));
  }

  private Body body(int index, int parent) {
    List<Op> ops = new ArrayList<>();
    List<Integer> peers = new ArrayList<>();
    for (int i = 0; i < initial; i++) {
      peers.add(i);
    }
    if (parent >= 0) {
      peers.add(index);
      peers.add(parent);
    }
    List<Place> refs = new ArrayList<>();
    List<Place> ownAliases = new ArrayList<>();
    if (random.nextInt(5) < 2) {
      ops.add(new Op.TrapExit(true));
    }
    int length = ops.size() + 2 + random.nextInt(5);
    while (ops.size() < length) {
      if (random.nextInt(5) == 0) {
        ops.add(new Op.Yield());
      }
      Place here = new Place(index, ops.size());
      Op op = op(index, peers, refs, ownAliases);
      ops.add(op);
      switch (op) {
        case Op.Monitor(_, boolean alias) -> {
          refs.add(here);
          if (alias) {
            ownAliases.add(here);
            aliases.add(here);
          }
        }
        case Op.MonitorName _ -> refs.add(here);
        case Op.Alias _ -> {
          ownAliases.add(here);
          aliases.add(here);
        }
        case Op.Spawn(int child, Op.How how) -> {
          peers.add(child);
          peers.add(child);
          if (how == Op.How.MONITOR) {
            refs.add(here);
          }
        }
        default -> {}
      }
    }
    return new Body(threads && random.nextInt(5) < 3, parent, List.copyOf(ops));
  }

  private Op op(int index, List<Integer> peers, List<Place> refs, List<Place> ownAliases) {
    while (true) {
      int peer = pick(peers);
      if (peer == index && random.nextInt(3) > 0) {
        continue; // oneself, but seldom
      }
      int name = random.nextInt(NAMES);
      switch (random.nextInt(48)) {
        case 0, 1, 2, 3, 4 -> {
          return new Op.Send(peer);
        }
        case 5 -> {
          return new Op.SendName(name);
        }
        case 6 -> {
          if (!aliases.isEmpty()) {
            return new Op.SendAlias(pick(aliases));
          }
        }
        case 7, 8, 9, 10 -> {
          return new Op.Link(peer);
        }
        case 11, 12 -> {
          return new Op.Unlink(peer);
        }
        case 13, 14, 15, 16 -> {
          return new Op.Monitor(peer, random.nextInt(3) == 0);
        }
        case 17 -> {
          return new Op.MonitorName(name);
        }
        case 18, 19 -> {
          if (!refs.isEmpty()) {
            return new Op.Demonitor(pick(refs), random.nextBoolean(), random.nextBoolean());
          }
        }
        case 20 -> {
          return new Op.Alias();
        }
        case 21 -> {
          if (!ownAliases.isEmpty()) {
            return new Op.Unalias(pick(ownAliases));
          }
        }
        case 22, 23, 24 -> {
          return new Op.ExitSignal(peer, pick(REASONS));
        }
        case 25, 26 -> {
          return new Op.Kill(peer);
        }
        case 27 -> {
          return new Op.TrapExit(random.nextBoolean());
        }
        case 28 -> {
          return new Op.Raise(pick(REASONS));
        }
        case 29 -> {
          return new Op.Return();
        }
        case 30, 31 -> {
          return new Op.Register(name, random.nextInt(3) == 0 ? peer : index);
        }
        case 32 -> {
          return new Op.Unregister(name);
        }
        case 33 -> {
          return new Op.WhereIs(name);
        }
        case 34 -> {
          return new Op.IsAlive(peer);
        }
        case 35, 36 -> {
          return new Op.Info(peer, pick(List.of(Op.Item.values())));
        }
        case 37, 38 -> {
          if (index < initial && initial + children < MAX_SIZE) {
            return new Op.Spawn(initial + children++, pick(List.of(Op.How.values())));
          }
        }
        case 39, 40, 41 -> {
          return new Op.Receive();
        }
        case 42 -> {
          return new Op.ReceiveKind(random.nextBoolean() ? Op.Kind.EXIT : Op.Kind.DOWN);
        }
        case 43 -> {
          if (!refs.isEmpty()) {
            return new Op.ReceiveRef(pick(refs));
          }
        }
        case 44, 45 -> {
          return new Op.Wait();
        }
        default -> {
          return new Op.Yield();
        }
      }
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
