package io.rebeam.commands.node;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The topics of {@code :info} about a node. */
public enum NodeTopic {
  SYSTEM,
  MEMORY,
  LIMITS,
  SCHEDULERS,
  GC,
  SHELL;

  /** The topics shown when none is given. */
  static final List<NodeTopic> DEFAULT = List.of(SYSTEM, MEMORY, LIMITS);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NodeTopic::word).toList();
  }

  static Optional<NodeTopic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }
}
