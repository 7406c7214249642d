package io.rebeam.commands.process;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code :info} tells of a node. */
enum NodeTopic {
  SYSTEM,
  MEMORY,
  LIMITS,
  SCHEDULERS,
  GC,
  SHELL;

  /** Told when no topic is asked for. */
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
