package io.rebeam.kernel.eval;

import io.rebeam.eval.PastInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last inputs of a session, within limits. The lock of the session guards it. */
final class PastInputs {
  private static final int MOST = 1_000;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Deque<PastInput> inputs = new ArrayDeque<>();
  private int characters;

  /** Adds an input. It replaces an interrupted one, whose number it has. */
  void add(PastInput input) {
    if (!inputs.isEmpty() && inputs.getLast().number() == input.number()) {
      characters -= inputs.removeLast().source().length();
    }
    inputs.add(input);
    characters += input.source().length();
    while (inputs.size() > MOST || characters > MOST_CHARACTERS) {
      characters -= inputs.removeFirst().source().length();
    }
  }

  List<PastInput> all() {
    return List.copyOf(inputs);
  }
}
