package io.rebeam.model.tree;

import java.util.List;
import java.util.stream.Collectors;

/** A tree, and what is done to it. */
record TreeProgram(Node.Branch top, List<Step> steps) {
  /** As the interpreter reads it: one line. */
  String python() {
    String text = steps.stream().map(Step::python).collect(Collectors.joining(","));
    return "(" + top.python() + ",[" + text + "])";
  }

  /** For people. */
  @Override
  public String toString() {
    return top.python().replace(",('", ",\n   ('").replace("[('", "[\n   ('")
        + "\n"
        + steps.stream().map(Step::python).collect(Collectors.joining("\n"));
  }
}
