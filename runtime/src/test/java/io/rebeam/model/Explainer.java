package io.rebeam.model;

import io.rebeam.model.Observation.Alive;
import io.rebeam.model.Observation.Dead;
import io.rebeam.model.Observation.End;
import io.rebeam.model.Observation.Event;
import io.rebeam.model.Observation.Unborn;
import io.rebeam.model.World.Life;
import io.rebeam.model.World.Process;
import io.rebeam.model.World.Route;
import io.rebeam.model.World.Sent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for an order of the model's steps that explains an observation: each operation has the
 * observed result, and the end is the observed one. The log says what to try first: signals arrive
 * at once, processes step in the order in which they wrote their results down. That explains nearly
 * everything; the rest is nearly that order. So orders are tried by how often they turn from it:
 * never, once, twice (a search of limited discrepancy), until one explains all or none is left.
 */
final class Explainer {
  /** The outcome of the search. */
  enum Verdict {
    /** There is such an order. */
    ALLOWED,
    /** There is none. */
    FORBIDDEN,
    /** There were too many states to search. */
    UNDECIDED
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private final Program program;
  private final Observation observed;
  private final int limit;

  /** The states searched in this round, with the turns that were left. */
  private final Map<Searched, Integer> seen = new HashMap<>();

  private int states;

  /** Whether this round left a step out because it had no turn left. */
  private boolean isCut;

  /** By process: where in the log each result was written, or begun. */
  private final int[][] written;

  /** By process: where in the log the operation began that had no result. */
  private final int[] begun;

  /** By process: where in the log it unwound. */
  private final int[] unwound;

  /** By process: the messages that were not received. */
  private final List<List<String>> left = new ArrayList<>();

  private Explainer(Program program, Observation observed, int limit) {
    this.program = program;
    this.observed = observed;
    this.limit = limit;
    int size = program.size();
    written = new int[size][];
    begun = new int[size];
    unwound = new int[size];
    Arrays.fill(begun, NEVER);
    Arrays.fill(unwound, NEVER);
    int[] count = new int[size];
    for (int i = 0; i < size; i++) {
      written[i] = new int[observed.results().get(i).size()];
      left.add(left(i));
    }
    for (int at = 0; at < observed.log().size(); at++) {
      Event event = observed.log().get(at);
      int process = event.process();
      switch (event.what()) {
        case BEGINS -> begun[process] = at;
        case RESULT -> {
          written[process][count[process]++] = Math.min(at, begun[process]);
          begun[process] = NEVER;
        }
        case UNWINDS -> unwound[process] = at;
      }
    }
  }

  /** Decides whether the model allows the observation, with a limit of states. */
  static Verdict explain(Program program, Observation observed, int limit) {
    Explainer explainer = new Explainer(program, observed, limit);
    World first = new World(program);
    for (int turns = 0; ; turns += 1 + turns / 4) {
      explainer.seen.clear();
      explainer.isCut = false;
      if (explainer.search(first, Set.of(), turns)) {
        return Verdict.ALLOWED;
      }
      if (explainer.states >= limit) {
        return Verdict.UNDECIDED;
      }
      if (!explainer.isCut) {
        return Verdict.FORBIDDEN;
      }
    }
  }

  /** A step that may come next, and its place in the order in which they are tried. */
  private record Move(int rank, int order, Step step) {}

  private sealed interface Step {}

  private record Perform(int process) implements Step {}

  private record Finish(int process) implements Step {}

  private record Deliver(Route route, int at) implements Step {}

  /** What was searched: a state, and the steps that were put off there. */
  private record Searched(String state, Set<Step> putOff) {}

  /**
   * Searches from a state on. The first step that may come next and is not put off is free. Each of
   * these is a turn: to take another one before it, and to put it off, that is, to let all others
   * go before it from then on.
   */
  private boolean search(World world, Set<Step> putOff, int turns) {
    if (isExplained(world)) {
      return true;
    }
    Step first = null;
    for (Step step : steps(world, putOff)) {
      World next = new World(world);
      if (!take(next, step) || contradicts(next)) {
        continue;
      }
      int left = first == null ? turns : turns - 1;
      if (left < 0) {
        isCut = true;
        return false;
      }
      Set<Step> others = without(putOff, step);
      if (isNew(next, others, left) && search(next, others, left)) {
        return true;
      }
      if (first == null) {
        first = step;
      }
    }
    return first != null
        && turns > 0
        && !putOff.contains(first)
        && search(world, with(putOff, first), turns - 1);
  }

  /** Whether a state is to be searched: not if it was, with as many turns, or is one too many. */
  private boolean isNew(World world, Set<Step> putOff, int turns) {
    Searched searched = new Searched(world.key(), putOff);
    if (states >= limit || seen.getOrDefault(searched, -1) >= turns) {
      return false;
    }
    seen.put(searched, turns);
    states++;
    return true;
  }

  private static Set<Step> with(Set<Step> steps, Step one) {
    Set<Step> more = new HashSet<>(steps);
    more.add(one);
    return more;
  }

  private static Set<Step> without(Set<Step> steps, Step one) {
    Set<Step> fewer = new HashSet<>(steps);
    fewer.remove(one);
    return fewer;
  }

  /** The steps that may come next, those put off last, else in the order of the log. */
  private List<Step> steps(World world, Set<Step> putOff) {
    return moves(world).stream()
        .sorted(
            Comparator.comparing((Move move) -> putOff.contains(move.step))
                .thenComparingInt(Move::rank)
                .thenComparingInt(Move::order))
        .map(Move::step)
        .toList();
  }

  private List<Move> moves(World world) {
    List<Move> moves = new ArrayList<>();
    for (Map.Entry<Route, List<Sent>> entry : world.inFlight.entrySet()) {
      List<Sent> queue = entry.getValue();
      for (int at = 0; at < World.ready(queue); at++) {
        moves.add(new Move(-1, queue.get(at).order(), new Deliver(entry.getKey(), at)));
      }
    }
    for (Process process : world.processes) {
      int index = process.index;
      if (mayPerform(process)) {
        int rank =
            process.done < written[index].length
                ? written[index][process.done]
                : Math.min(begun[index], unwound[index]);
        moves.add(new Move(rank, index, new Perform(index)));
      }
      if (process.life == Life.EXITING && process.done >= written[index].length) {
        int rank = unwound[index] == NEVER ? 0 : unwound[index];
        moves.add(new Move(rank, index, new Finish(index)));
      }
    }
    return moves;
  }

  private boolean mayPerform(Process process) {
    List<Op> ops = program.ops(process.index);
    if (process.done >= ops.size()) {
      return false;
    }
    Op op = ops.get(process.done);
    int results = written[process.index].length;
    return switch (process.life) {
      case ALIVE -> process.done < results || (process.done == results && mayBeLost(process, op));
      // A busy coroutine notices its end at its next await.
      case EXITING ->
          !op.isAwait()
              && (process.done < results || (process.done == results && mayBeLost(process, op)))
              && !(op instanceof Op.Raise)
              && !(op instanceof Op.Return);
      case UNBORN, DEAD -> false;
    };
  }

  /** Whether a process may have performed an operation and died before it could say so. */
  private boolean mayBeLost(Process process, Op op) {
    boolean hasEffect =
        switch (op) {
          case Op.TrapExit _ -> true;
          case Op.WhereIs _, Op.Info _ -> false;
          default -> !op.isAwait();
        };
    return hasEffect && observed.ends().get(process.index) instanceof Dead;
  }

  private boolean take(World world, Step step) {
    switch (step) {
      case Deliver(Route route, int at) -> world.deliver(route, at);
      case Finish(int process) -> world.finish(process);
      case Perform(int process) -> {
        List<String> results = observed.results().get(process);
        int at = world.process(process).done;
        String result = at < results.size() ? results.get(at) : null;
        Set<String> allowed = world.perform(process);
        return !allowed.isEmpty() && (result == null || allowed.contains(result));
      }
    }
    return true;
  }

  /** Whether no further step can lead to the observed end. */
  private boolean contradicts(World world) {
    for (Process process : world.processes) {
      End end = observed.ends().get(process.index);
      boolean possible =
          switch (process.life) {
            case UNBORN -> true;
            case ALIVE -> !(end instanceof Unborn) && inOrder(process);
            case EXITING, DEAD -> end instanceof Dead(String reason) && fits(reason, process);
          };
      if (!possible) {
        return true;
      }
    }
    return false;
  }

  /** Whether those of its messages that were found at the end lie in the order found (B12). */
  private boolean inOrder(Process process) {
    List<String> last = left.get(process.index);
    int next = 0;
    for (String message : process.mailbox) {
      if (last.contains(message)) {
        if (next == last.size() || !message.equals(last.get(next))) {
          return false;
        }
        next++;
      }
    }
    return true;
  }

  /** The messages found at the end, but for texts that were seen more than once. */
  private List<String> left(int process) {
    if (!(observed.ends().get(process) instanceof Alive(_, _, List<String> messages))) {
      return List.of();
    }
    List<String> results = observed.results().get(process);
    return messages.stream()
        .filter(text -> Collections.frequency(messages, text) == 1 && !results.contains(text))
        .toList();
  }

  private static boolean fits(String reason, Process process) {
    return reason.equals("?") || reason.equals(process.reason);
  }

  private boolean isExplained(World world) {
    if (!world.inFlight.isEmpty() || !world.names.equals(observed.names())) {
      return false;
    }
    for (Process process : world.processes) {
      if (!isExplained(world, process)) {
        return false;
      }
    }
    return true;
  }

  private boolean isExplained(World world, Process process) {
    List<String> results = observed.results().get(process.index);
    return switch (observed.ends().get(process.index)) {
      case Unborn() -> process.life == Life.UNBORN;
      case Dead _ -> process.life == Life.DEAD && isHarmless(process, results.size());
      case Alive(List<String> links, List<String> monitors, List<String> messages) ->
          process.life == Life.ALIVE
              && process.done == results.size()
              && waits(process)
              && World.links(process).equals(links)
              && world.monitors(process).equals(monitors)
              && process.mailbox.equals(messages);
    };
  }

  /** What a thread wrote down after its process was dead: until its next await, no effect (C27). */
  private boolean isHarmless(Process process, int results) {
    List<Op> ops = program.ops(process.index);
    for (int at = process.done; at < results; at++) {
      if (ops.get(at).isAwait()) {
        return false;
      }
    }
    return true;
  }

  private boolean waits(Process process) {
    List<Op> ops = program.ops(process.index);
    return process.done == ops.size()
        || (ops.get(process.done) instanceof Op.Wait && process.mailbox.isEmpty());
  }
}
