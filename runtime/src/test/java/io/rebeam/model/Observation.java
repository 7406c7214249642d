package io.rebeam.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The observation of a run of a program.
 *
 * @param log the events in the order in which they were written down: a hint, no more
 * @param results for each process the results of its operations, in order
 * @param names the holder of each name at the end
 * @param ends how each process was found at the end
 */
record Observation(
    List<Event> log, List<List<String>> results, Map<Integer, Integer> names, List<End> ends) {
  /** An event in the log of a process. */
  record Event(int process, What what) {}

  /** Kinds of events. */
  enum What {
    /** It is about to perform an operation that may be its end. */
    BEGINS,
    /** It has performed an operation. */
    RESULT,
    /** Its {@code finally} runs. */
    UNWINDS
  }

  /** How a process was found at the end. */
  sealed interface End {}

  /** It was never spawned. */
  record Unborn() implements End {}

  /** It is dead; the reason is {@code ?} where no process monitored it. */
  record Dead(String reason) implements End {}

  /** It is alive and waits. */
  record Alive(List<String> links, List<String> monitors, List<String> messages) implements End {}

  /** Reads a line of the interpreter's answer. */
  static Observation parse(String line) {
    String[] parts = line.split(";", -1);
    List<End> ends = new ArrayList<>();
    List<List<String>> results = new ArrayList<>();
    for (int i = 2; i < parts.length; i++) {
      ends.add(end(parts[i]));
      results.add(new ArrayList<>());
    }
    List<Event> log = new ArrayList<>();
    for (String event : parts[0].isEmpty() ? new String[0] : parts[0].split(" ", -1)) {
      String[] fields = event.split(",", 3);
      int process = Integer.parseInt(fields[0]);
      What what =
          switch (fields[1]) {
            case "B" -> What.BEGINS;
            case "E" -> What.UNWINDS;
            default -> What.RESULT;
          };
      if (what == What.RESULT) {
        results.get(process).add(fields[2]);
      }
      log.add(new Event(process, what));
    }
    Map<Integer, Integer> names = new TreeMap<>();
    for (String name : parts[1].isEmpty() ? new String[0] : parts[1].split("\\+", -1)) {
      String[] fields = name.split("=", -1);
      names.put(number(fields[0]), number(fields[1]));
    }
    return new Observation(log, results, names, ends);
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(1));
  }

  private static End end(String text) {
    String[] fields = text.split(" ", -1);
    return switch (fields[0]) {
      case "unborn" -> new Unborn();
      case "dead" -> new Dead(fields[1]);
      default -> new Alive(list(fields[1]), list(fields[2]), list(fields[3]));
    };
  }

  private static List<String> list(String text) {
    String inner = text.substring(1, text.length() - 1);
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("\\+", -1));
  }

  /** A copy whose lists can be changed: to make observations that never were. */
  Observation copy() {
    List<List<String>> copies = new ArrayList<>();
    results.forEach(one -> copies.add(new ArrayList<>(one)));
    return new Observation(
        new ArrayList<>(log), copies, new TreeMap<>(names), new ArrayList<>(ends));
  }

  /** The traces beside the operations they are the results of. */
  String describe(Program program) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < program.size(); i++) {
      text.append("p").append(i);
      text.append(program.bodies().get(i).blocking() ? " (blocking):\n" : ":\n");
      List<String> own = results.get(i);
      for (int at = 0; at < program.ops(i).size(); at++) {
        String line = program.ops(i).get(at).python(new Op.Place(i, at));
        String result = at < own.size() ? own.get(at) : "-";
        text.append("    ").append(line);
        text.append(" ".repeat(Math.max(1, 44 - line.length()))).append("# ").append(result);
        text.append('\n');
      }
      text.append("    end: ").append(ends.get(i)).append('\n');
    }
    text.append("names: ").append(names).append("\nlog:");
    int[] next = new int[program.size()];
    for (Event event : log) {
      text.append(" p").append(event.process);
      text.append(
          switch (event.what) {
            case BEGINS -> "(";
            case RESULT -> "." + next[event.process]++;
            case UNWINDS -> " unwinds";
          });
    }
    return text.append('\n').toString();
  }

  static Observation none(Program program) {
    List<List<String>> results = new ArrayList<>();
    program.bodies().forEach(_ -> results.add(List.of()));
    return new Observation(
        List.of(), results, Map.of(), Collections.nCopies(program.size(), new Unborn()));
  }
}
