package io.rebeam.model.tree;

import io.rebeam.model.tree.Node.AutoShutdown;
import io.rebeam.model.tree.Node.Branch;
import io.rebeam.model.tree.Node.Kind;
import io.rebeam.model.tree.Node.Restart;
import io.rebeam.model.tree.Node.Shutdown;
import io.rebeam.model.tree.Node.Worker;
import io.rebeam.model.tree.Supervised.Child;
import io.rebeam.model.tree.Supervised.State;
import io.rebeam.model.tree.Supervised.Supervisor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of a supervision tree by the rules K. Written from the rules, not from the library,
 * and without processes and messages: a step is carried out to its end.
 */
final class TreeModel {
  /** The possible outcomes of two kills at once: see {@link #killBoth}. */
  static final int WAYS = 4;

  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, Integer> fails = new HashMap<>();
  private final Map<String, Integer> ignores = new HashMap<>();
  private @Nullable Supervisor top;
  private String over = "none";
  private Observed.Builder seen = new Observed.Builder();

  /**
   * Carries out a step.
   *
   * @param way which of the {@link #WAYS} in which two kills can meet a supervisor
   */
  Observed perform(TreeProgram program, Step step, int way) {
    seen = new Observed.Builder();
    String result = result(program, step, way);
    return seen.build(result, top == null ? over : top.toString());
  }

  private String result(TreeProgram program, Step step, int way) {
    switch (step) {
      case Step.Begin _ -> {
        begin(program.top());
        return "ok";
      }
      case Step.Fail(String id, int times) -> {
        fails.put(id, times);
        return "ok";
      }
      case Step.Ignore(String id, int times) -> {
        ignores.put(id, times);
        return "ok";
      }
      default -> {
        Optional<Place> place = find(step.id());
        return place.isEmpty() ? "gone" : done(place.get(), step, way);
      }
    }
  }

  private void begin(Branch branch) {
    Supervisor begun = new Supervisor(branch, nameOfNext(branch.id()), null);
    seen.started(begun.owner, begun.name);
    startAll(begun);
    top = begun;
  }

  private String done(Place place, Step step, int way) {
    switch (step) {
      case Step.Exit(_, String reason) -> endByItself(place, reason);
      case Step.Stop _ -> endByItself(place, "normal");
      case Step.Kill _ -> kill(place);
      case Step.Signal(_, String reason) -> signal(place, reason);
      case Step.KillBoth(_, String other) -> killBoth(place, find(other), way);
      default -> {
        return place.supervisor() instanceof Supervisor supervisor
            ? answer(supervisor, step)
            : "no supervisor";
      }
    }
    return "ok";
  }

  // ---- processes ----

  /**
   * A process that lives.
   *
   * @param above its supervisor; null for the top
   * @param child what it is there; null for the top
   * @param supervisor itself, if it is one
   */
  private record Place(
      @Nullable Supervisor above, @Nullable Child child, @Nullable Supervisor supervisor) {}

  private Optional<Place> find(String id) {
    if (top == null) {
      return Optional.empty();
    }
    return top.spec.id().equals(id) ? Optional.of(new Place(null, null, top)) : find(top, id);
  }

  private static Optional<Place> find(Supervisor above, String id) {
    for (Child child : above.children) {
      if (!child.isAlive()) {
        continue;
      }
      if (child.spec.id().equals(id)) {
        return Optional.of(new Place(above, child, child.supervisor));
      }
      if (child.supervisor != null) {
        Optional<Place> below = find(child.supervisor, id);
        if (below.isPresent()) {
          return below;
        }
      }
    }
    return Optional.empty();
  }

  /** It stops by its own doing, so that {@code terminate} runs. */
  private void endByItself(Place place, String reason) {
    if (place.supervisor() instanceof Supervisor supervisor) {
      endInOrder(supervisor, reason);
    } else if (place.above() instanceof Supervisor above && place.child() instanceof Child child) {
      seen.ended(above.name, child.name, reason);
    }
    tellOfEnd(place, reason);
  }

  private void kill(Place place) {
    if (place.supervisor() instanceof Supervisor supervisor) {
      orphan(supervisor);
    }
    tellOfEnd(place, "killed");
  }

  /** K17 for the top, whose parent sends the signal; K34 for other supervisors. */
  private void signal(Place place, String reason) {
    if (place.supervisor() instanceof Supervisor supervisor) {
      if (place.above() == null) {
        endInOrder(supervisor, reason);
        tellOfEnd(place, reason);
      }
    } else if (place.child() instanceof Child child
        && child.spec instanceof Worker worker
        && worker.kind() == Kind.PLAIN
        && !reason.equals("normal")) {
      tellOfEnd(place, reason);
    }
  }

  /**
   * Kills two workers. The second kill comes after all that the first has brought about (ways 0 and
   * 1), or before the supervisor does anything: then it meets a child that is dead already (ways 2
   * and 3). A kill in between is like one of these for whatever the supervisor does.
   */
  private void killBoth(Place first, Optional<Place> second, int way) {
    fails.clear();
    ignores.clear();
    Place other = second.orElse(first);
    Place one = way % 2 == 0 ? first : other;
    Place two = way % 2 == 0 ? other : first;
    String name = nameOf(two);
    if (way >= 2) {
      markDead(one);
      markDead(two);
    }
    tellOfEnd(one, "killed");
    // another incarnation is another process, and has not been killed
    if (nameOf(two).equals(name) && isThere(two)) {
      tellOfEnd(two, "killed");
    }
  }

  private static void markDead(Place place) {
    if (place.child() != null) {
      place.child().dead = true;
    }
  }

  private static String nameOf(Place place) {
    return place.child() == null ? "" : place.child().name;
  }

  private boolean isThere(Place place) {
    Child child = place.child();
    return child != null && child.state == State.RUNNING && isThere(place.above());
  }

  private boolean isThere(@Nullable Supervisor supervisor) {
    if (supervisor == null || supervisor == top) {
      return supervisor != null;
    }
    Supervisor above = supervisor.above;
    return isThere(above)
        && above != null
        && above.children.stream().anyMatch(child -> child.supervisor == supervisor);
  }

  // ---- starting ----

  /** The outcome of a start: empty for a success, else the failure. */
  private String start(Supervisor above, Child child) {
    String id = child.spec.id();
    child.become(State.STOPPED);
    if (counted(fails, id)) {
      seen.refused(above.name, id);
      return "flaky";
    }
    if (counted(ignores, id)) {
      seen.ignored(above.name, id);
      if (child.isTemporary()) {
        above.children.remove(child); // K9
      }
      return "";
    }
    child.name = nameOfNext(id);
    seen.started(above.name, child.name);
    if (child.spec instanceof Branch branch) {
      Supervisor supervisor = new Supervisor(branch, child.name, above);
      if (!startAll(supervisor)) {
        return "failed";
      }
      child.supervisor = supervisor;
    }
    child.state = State.RUNNING;
    return "";
  }

  /** K7, K8: in order; if one fails, those before it are ended. */
  private boolean startAll(Supervisor supervisor) {
    supervisor.spec.children().forEach(spec -> supervisor.children.add(new Child(spec)));
    for (Child child : List.copyOf(supervisor.children)) {
      if (!start(supervisor, child).isEmpty()) {
        endAll(supervisor);
        return false;
      }
    }
    return true;
  }

  private String nameOfNext(String id) {
    return id + "#" + starts.merge(id, 1, Integer::sum);
  }

  private static boolean counted(Map<String, Integer> counts, String id) {
    int left = counts.getOrDefault(id, 0);
    counts.put(id, Math.max(0, left - 1));
    return left > 0;
  }

  // ---- ending ----

  /** K11: the last one first. */
  private void endAll(Supervisor supervisor) {
    for (Child child : List.copyOf(supervisor.children).reversed()) {
      end(supervisor, child);
    }
  }

  /** K12. */
  private void end(Supervisor above, Child child) {
    boolean brutal = child.spec.options().shutdown() == Shutdown.BRUTAL_KILL;
    if (child.isAlive()) {
      if (child.supervisor instanceof Supervisor supervisor) {
        if (brutal) {
          orphan(supervisor);
        } else {
          endInOrder(supervisor, "shutdown");
        }
      } else if (child.spec instanceof Worker worker && worker.kind() == Kind.TRAPS && !brutal) {
        seen.ended(above.name, child.name, "shutdown");
      }
    }
    child.become(State.STOPPED);
  }

  private void endInOrder(Supervisor supervisor, String reason) {
    endAll(supervisor);
    seen.ended(supervisor.owner, supervisor.name, reason);
  }

  /** K18: a supervisor is killed, and the links do the rest, in no order. */
  private void orphan(Supervisor killed) {
    seen.unordered(killed.name);
    for (Child child : killed.children) {
      if (!child.isAlive()) {
        continue;
      }
      if (child.supervisor instanceof Supervisor supervisor) {
        endInOrder(supervisor, "killed");
      } else if (child.spec instanceof Worker worker && worker.kind() != Kind.PLAIN) {
        seen.ended(killed.name, child.name, "killed");
      }
    }
  }

  // ---- what follows an end ----

  private void tellOfEnd(Place place, String reason) {
    if (place.above() instanceof Supervisor above && place.child() instanceof Child child) {
      ended(above, child, reason);
    } else {
      top = null;
      over = "over:" + reason;
    }
  }

  /** K19, K20, K25, K37, K38: a child has ended, and not by its supervisor. */
  private void ended(Supervisor supervisor, Child child, String reason) {
    child.become(State.STOPPED);
    if (isRestarted(child.spec.options().restart(), reason)) {
      restart(supervisor, child);
      return;
    }
    if (child.isTemporary()) {
      supervisor.children.remove(child);
    }
    if (!child.spec.options().significant()) {
      return;
    }
    AutoShutdown auto = supervisor.spec.autoShutdown();
    boolean othersLeft =
        supervisor.children.stream()
            .anyMatch(one -> one.spec.options().significant() && one.state != State.STOPPED);
    if (auto == AutoShutdown.ANY_SIGNIFICANT
        || (auto == AutoShutdown.ALL_SIGNIFICANT && !othersLeft)) {
      shutDown(supervisor);
    }
  }

  private static boolean isRestarted(Restart type, String reason) {
    return switch (type) {
      case PERMANENT -> true;
      case TRANSIENT -> !List.of("normal", "shutdown", "Shutdown(1)").contains(reason);
      case TEMPORARY -> false;
    };
  }

  /** K27 to K30: each try counts; the limit ends the supervisor. */
  private void restart(Supervisor supervisor, Child ended) {
    Optional<Child> next = Optional.of(ended);
    while (next.isPresent()) {
      supervisor.restarts++;
      if (supervisor.restarts > supervisor.spec.maxRestarts()) {
        shutDown(supervisor);
        return;
      }
      next = restartOnce(supervisor, next.get());
    }
  }

  /** K22 to K25, K32, K33: the child that did not start, if one did not. */
  private Optional<Child> restartOnce(Supervisor supervisor, Child child) {
    List<Child> all = List.copyOf(supervisor.children);
    List<Child> chosen =
        switch (supervisor.spec.strategy()) {
          case ONE_FOR_ONE -> List.of(child);
          case ONE_FOR_ALL -> all;
          case REST_FOR_ONE -> all.subList(all.indexOf(child), all.size());
        };
    List<Child> again = new ArrayList<>(chosen);
    for (Child other : chosen.reversed()) {
      if (other != child) {
        end(supervisor, other);
        if (other.isTemporary()) {
          supervisor.children.remove(other);
          again.remove(other);
        }
      }
    }
    for (Child one : again) {
      if (!start(supervisor, one).isEmpty()) {
        one.become(State.RESTARTING);
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** K29, K37: the supervisor ends all and itself; its own supervisor sees that. */
  private void shutDown(Supervisor supervisor) {
    endInOrder(supervisor, "shutdown");
    Supervisor above = supervisor.above;
    if (above == null) {
      top = null;
      over = "over:shutdown";
      return;
    }
    above.children.stream()
        .filter(child -> child.supervisor == supervisor)
        .findFirst()
        .ifPresent(child -> ended(above, child, "shutdown"));
  }

  // ---- requests (K41 to K44) ----

  private String answer(Supervisor supervisor, Step step) {
    return switch (step) {
      case Step.StartChild(_, Node spec) -> startChild(supervisor, spec);
      case Step.TerminateChild(_, String id) ->
          supervisor.child(id).map(child -> terminateChild(supervisor, child)).orElse("not_found");
      case Step.RestartChild(_, String id) ->
          supervisor.child(id).map(child -> restartChild(supervisor, child)).orElse("not_found");
      case Step.DeleteChild(_, String id) ->
          supervisor.child(id).map(child -> deleteChild(supervisor, child)).orElse("not_found");
      default -> throw new IllegalArgumentException("no request: " + step);
    };
  }

  private String startChild(Supervisor supervisor, Node spec) {
    Optional<Child> there = supervisor.child(spec.id());
    if (there.isPresent()) {
      return there.get().state == State.RUNNING ? "already_started" : "already_present";
    }
    Child child = new Child(spec);
    supervisor.children.add(child);
    String failure = start(supervisor, child);
    if (!failure.isEmpty()) {
      supervisor.children.remove(child);
    }
    return failure.isEmpty() ? "ok" : failure;
  }

  private String terminateChild(Supervisor supervisor, Child child) {
    end(supervisor, child);
    if (child.isTemporary()) {
      supervisor.children.remove(child);
    }
    return "ok";
  }

  private String restartChild(Supervisor supervisor, Child child) {
    if (child.state == State.RUNNING) {
      return "running";
    }
    String failure = start(supervisor, child);
    return failure.isEmpty() ? "ok" : failure;
  }

  private static String deleteChild(Supervisor supervisor, Child child) {
    if (child.state == State.RUNNING) {
      return "running";
    }
    supervisor.children.remove(child);
    return "ok";
  }
}
