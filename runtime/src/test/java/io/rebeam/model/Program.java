package io.rebeam.model;

import java.util.List;
import java.util.stream.Collectors;

/** A program of a few processes. What is at index {@code i} is process {@code p}<i>i</i>. */
record Program(List<Body> bodies) {
  /**
   * What a process does.
   *
   * @param blocking whether it is a plain function on a thread of its own
   * @param parent the process that spawns it, or -1: it exists from the start
   */
  record Body(boolean blocking, int parent, List<Op> ops) {
    Body with(List<Op> others) {
      return new Body(blocking, parent, List.copyOf(others));
    }
  }

  int size() {
    return bodies.size();
  }

  List<Op> ops(int process) {
    return bodies.get(process).ops();
  }

  Op op(Op.Place place) {
    return ops(place.process()).get(place.index());
  }

  int length() {
    return bodies.stream().mapToInt(body -> body.ops().size()).sum();
  }

  boolean isBlocking() {
    return bodies.stream().anyMatch(Body::blocking);
  }

  /** As the interpreter reads it. */
  String code() {
    return bodies.stream()
        .map(
            body ->
                (body.blocking ? "b " : "c ")
                    + (body.parent < 0 ? "-" : body.parent)
                    + body.ops.stream().map(op -> " " + op.code()).collect(Collectors.joining()))
        .collect(Collectors.joining("|"));
  }

  /** As Python text, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size(); i++) {
      Body body = bodies.get(i);
      text.append(body.blocking ? "def body" : "async def body").append(i).append("():");
      text.append(body.parent < 0 ? "  # p" + i : "  # p" + i + ", a child of p" + body.parent);
      text.append('\n');
      for (int at = 0; at < body.ops.size(); at++) {
        String line = body.ops.get(at).python(new Op.Place(i, at));
        text.append("    ").append(body.blocking ? line.replace("await ", "") : line).append('\n');
      }
      text.append("    ").append(body.blocking ? "wait for ever\n" : "await for ever\n");
    }
    return text.toString();
  }
}
