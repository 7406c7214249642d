package io.rebeam.model.tree;

import io.rebeam.model.tree.Node.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The processes of the model. */
final class Supervised {
  private Supervised() {}

  enum State {
    RUNNING,
    STOPPED,
    RESTARTING
  }

  /** A supervisor that runs. */
  static final class Supervisor {
    final Branch spec;
    final String name;
    final String owner;
    final @Nullable Supervisor above;
    final List<Child> children = new ArrayList<>();
    int restarts;

    Supervisor(Branch spec, String name, @Nullable Supervisor above) {
      this.spec = spec;
      this.name = name;
      this.owner = above == null ? "-" : above.name;
      this.above = above;
    }

    Optional<Child> child(String id) {
      return children.stream().filter(child -> child.spec.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
      return children.stream()
          .map(Child::toString)
          .collect(Collectors.joining(" ", name + "[", "]"));
    }
  }

  /** A child of a supervisor, and what has become of it. */
  static final class Child {
    final Node spec;
    State state = State.STOPPED;

    /** The incarnation that runs, {@code id#n}. */
    String name = "";

    /** What it is if it is a supervisor that runs. */
    @Nullable Supervisor supervisor;

    /** It has been killed, and its supervisor has not handled the exit yet. */
    boolean dead;

    Child(Node spec) {
      this.spec = spec;
    }

    boolean isAlive() {
      return state == State.RUNNING && !dead;
    }

    void become(State next) {
      state = next;
      supervisor = null;
      dead = false;
    }

    boolean isTemporary() {
      return spec.options().restart() == Node.Restart.TEMPORARY;
    }

    @Override
    public String toString() {
      return switch (state) {
        case STOPPED -> spec.id() + "-";
        case RESTARTING -> spec.id() + "~";
        case RUNNING -> supervisor == null ? name : supervisor.toString();
      };
    }
  }
}
