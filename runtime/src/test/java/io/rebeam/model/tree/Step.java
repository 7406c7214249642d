package io.rebeam.model.tree;

/** What is done to a tree. After each step nothing is done until the tree has come to rest. */
sealed interface Step {
  /** The process it is done to. */
  String id();

  /** The top supervisor is started. */
  record Begin(String id) implements Step {}

  /** The next {@code times} starts of a process are refused. */
  record Fail(String id, int times) implements Step {}

  /** The next {@code times} starts of a process are ignored. */
  record Ignore(String id, int times) implements Step {}

  /** A worker ends by itself. */
  record Exit(String id, String reason) implements Step {}

  record Kill(String id) implements Step {}

  /** Two workers are killed at once; starts that were to fail no longer are. */
  record KillBoth(String id, String other) implements Step {}

  /** An exit signal of the process that has started the tree. */
  record Signal(String id, String reason) implements Step {}

  record Stop(String id) implements Step {}

  record StartChild(String id, Node child) implements Step {}

  record TerminateChild(String id, String child) implements Step {}

  record RestartChild(String id, String child) implements Step {}

  record DeleteChild(String id, String child) implements Step {}

  /** As the interpreter reads it. */
  default String python() {
    return switch (this) {
      case Begin(String id) -> "('begin','%s')".formatted(id);
      case Fail(String id, int times) -> "('fail','%s',%d)".formatted(id, times);
      case Ignore(String id, int times) -> "('ignore','%s',%d)".formatted(id, times);
      case Exit(String id, String reason) -> "('exit','%s','%s')".formatted(id, reason);
      case Kill(String id) -> "('kill','%s')".formatted(id);
      case KillBoth(String id, String other) -> "('kill_both','%s','%s')".formatted(id, other);
      case Signal(String id, String reason) -> "('signal','%s','%s')".formatted(id, reason);
      case Stop(String id) -> "('stop','%s')".formatted(id);
      case StartChild(String id, Node child) ->
          "('start_child','%s',%s)".formatted(id, child.python());
      case TerminateChild(String id, String child) ->
          "('terminate_child','%s','%s')".formatted(id, child);
      case RestartChild(String id, String child) ->
          "('restart_child','%s','%s')".formatted(id, child);
      case DeleteChild(String id, String child) ->
          "('delete_child','%s','%s')".formatted(id, child);
    };
  }
}
