package io.rebeam.model.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The outcome of a step.
 *
 * @param result its own result
 * @param state the supervisors and their children afterwards, each with its incarnation
 * @param events starts and ends in order, by the supervisor they are of: what happens below
 *     different supervisors is in no order that a rule gives
 * @param unordered supervisors that were killed, so that their children ended in any order
 */
record Observed(
    String result, String state, Map<String, List<String>> events, Set<String> unordered) {

  /** Reads what the interpreter wrote. */
  static Observed parse(String text) {
    String[] parts = text.split(";", -1);
    Map<String, List<String>> events = new TreeMap<>();
    for (String event : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
      String owner = event.split("/", -1)[1];
      events.computeIfAbsent(owner, _ -> new ArrayList<>()).add(event);
    }
    return new Observed(parts[0], parts[1], events, Set.of());
  }

  /** Whether it equals the outcome in the model. */
  boolean is(Observed model) {
    return result.equals(model.result)
        && state.equals(model.state)
        && sorted(events, model.unordered).equals(sorted(model.events, model.unordered));
  }

  private static Map<String, List<String>> sorted(
      Map<String, List<String>> events, Set<String> unordered) {
    Map<String, List<String>> all = new TreeMap<>(events);
    for (String owner : unordered) {
      List<String> inAnyOrder = new ArrayList<>(events.getOrDefault(owner, List.of()));
      Collections.sort(inAnyOrder);
      all.put(owner, inAnyOrder);
    }
    return all;
  }

  @Override
  public String toString() {
    return result
        + "; "
        + state
        + "; "
        + events
        + (unordered.isEmpty() ? "" : "; in any order below " + unordered);
  }

  /** Notes what happens in the model, in the interpreter's words. */
  static final class Builder {
    private final Map<String, List<String>> events = new TreeMap<>();
    private final Set<String> unordered = new TreeSet<>();

    void started(String owner, String name) {
      add(owner, "S/" + owner + "/" + name);
    }

    void refused(String owner, String id) {
      add(owner, "F/" + owner + "/" + id);
    }

    void ignored(String owner, String id) {
      add(owner, "I/" + owner + "/" + id);
    }

    void ended(String owner, String name, String reason) {
      add(owner, "E/" + owner + "/" + name + "/" + reason);
    }

    void unordered(String owner) {
      unordered.add(owner);
    }

    Observed build(String result, String state) {
      return new Observed(result, state, events, unordered);
    }

    private void add(String owner, String event) {
      events.computeIfAbsent(owner, _ -> new ArrayList<>()).add(event);
    }
  }
}
