package io.rebeam.model;

import io.rebeam.model.Op.Place;
import io.rebeam.model.Program.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a failing program smaller, as long as it still fails and there is time. */
final class Shrinker {
  /**
   * A program and what was observed that the model does not allow.
   *
   * @param program the program
   * @param observation the observation
   */
  record Failure(Program program, Observation observation) {}

  private final Function<Program, Optional<Failure>> trial;
  private final long deadline;

  /**
   * A shrinker.
   *
   * @param trial runs a program as often as its failure may need to show
   */
  Shrinker(Function<Program, Optional<Failure>> trial, Duration time) {
    this.trial = trial;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** The smallest failure found. */
  Failure shrink(Failure first) {
    Failure best = first;
    Optional<Failure> smaller = Optional.of(first);
    while (smaller.isPresent()) {
      best = smaller.get();
      smaller =
          candidates(best.program).stream()
              .takeWhile(_ -> System.nanoTime() - deadline < 0)
              .map(trial)
              .flatMap(Optional::stream)
              .findFirst();
    }
    return best;
  }

  /** Smaller ones: without all that a process does, then without one operation. */
  static List<Program> candidates(Program program) {
    List<Program> smaller = new ArrayList<>();
    for (int process = 0; process < program.size(); process++) {
      Program without = program;
      for (int at = program.ops(process).size() - 1; at >= 0; at--) {
        without = without(without, new Place(process, at));
      }
      if (program.ops(process).size() > 1) {
        smaller.add(without);
      }
    }
    for (int process = 0; process < program.size(); process++) {
      for (int at = program.ops(process).size() - 1; at >= 0; at--) {
        smaller.add(without(program, new Place(process, at)));
      }
    }
    return smaller;
  }

  /** The program without one operation, and without those that use what it made. */
  static Program without(Program program, Place gone) {
    List<Body> bodies = new ArrayList<>();
    for (int process = 0; process < program.size(); process++) {
      List<Op> ops = new ArrayList<>();
      for (int at = 0; at < program.ops(process).size(); at++) {
        Place here = new Place(process, at);
        if (!here.equals(gone)) {
          Op op = moved(program.ops(process).get(at), gone);
          ops.add(op == null ? new Op.Yield() : op); // it keeps its place, so that others do
        }
      }
      bodies.add(program.bodies().get(process).with(ops));
    }
    return withoutChild(program.op(gone), new Program(List.copyOf(bodies)));
  }

  /** A child without a spawn does nothing, and its parent cannot name it. */
  private static Program withoutChild(Op gone, Program program) {
    if (!(gone instanceof Op.Spawn(int child, _))) {
      return program;
    }
    List<Body> bodies = new ArrayList<>();
    for (int process = 0; process < program.size(); process++) {
      List<Op> ops =
          program.ops(process).stream().map(op -> names(op, child) ? new Op.Yield() : op).toList();
      bodies.add(program.bodies().get(process).with(process == child ? List.of() : ops));
    }
    return new Program(List.copyOf(bodies));
  }

  private static boolean names(Op op, int process) {
    return switch (op) {
      case Op.Send(int to) -> to == process;
      case Op.Link(int to) -> to == process;
      case Op.Unlink(int to) -> to == process;
      case Op.Monitor(int to, _) -> to == process;
      case Op.ExitSignal(int to, _) -> to == process;
      case Op.Kill(int to) -> to == process;
      case Op.Register(_, int who) -> who == process;
      case Op.IsAlive(int who) -> who == process;
      case Op.Info(int who, _) -> who == process;
      default -> false;
    };
  }

  /** The operation as it is when {@code gone} is no more; null when it used what that made. */
  private static @Nullable Op moved(Op op, Place gone) {
    return switch (op) {
      case Op.SendAlias(Place alias) -> {
        Place place = moved(alias, gone);
        yield place == null ? null : new Op.SendAlias(place);
      }
      case Op.Demonitor(Place ref, boolean flush, boolean info) -> {
        Place place = moved(ref, gone);
        yield place == null ? null : new Op.Demonitor(place, flush, info);
      }
      case Op.Unalias(Place ref) -> {
        Place place = moved(ref, gone);
        yield place == null ? null : new Op.Unalias(place);
      }
      case Op.ReceiveRef(Place ref) -> {
        Place place = moved(ref, gone);
        yield place == null ? null : new Op.ReceiveRef(place);
      }
      default -> op;
    };
  }

  private static @Nullable Place moved(Place place, Place gone) {
    if (place.equals(gone)) {
      return null;
    }
    boolean later = place.process() == gone.process() && place.index() > gone.index();
    return later ? new Place(place.process(), place.index() - 1) : place;
  }
}
