package io.rebeam.model.tree;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A child specification: a worker, or a supervisor with what is below it. */
sealed interface Node {
  /** Unique in its tree. */
  String id();

  Options options();

  /** As the interpreter reads it. */
  String python();

  /** What a worker does with exits. */
  enum Kind {
    /** It does not trap them. */
    PLAIN,
    /** It traps them, and ends in order. */
    TRAPS,
    /** It traps them, and does not end when its supervisor asks it to. */
    STUBBORN
  }

  enum Restart {
    PERMANENT,
    TRANSIENT,
    TEMPORARY
  }

  enum Shutdown {
    TIMED,
    FOR_EVER,
    BRUTAL_KILL
  }

  enum Strategy {
    ONE_FOR_ONE,
    ONE_FOR_ALL,
    REST_FOR_ONE
  }

  enum AutoShutdown {
    NEVER,
    ANY_SIGNIFICANT,
    ALL_SIGNIFICANT
  }

  record Options(Restart restart, Shutdown shutdown, boolean significant) {
    String python(boolean stubborn) {
      String seconds =
          switch (shutdown) {
            case TIMED -> stubborn ? "0.005" : "60";
            case FOR_EVER -> "None";
            case BRUTAL_KILL -> "'brutal_kill'";
          };
      return "{'restart':%s,'shutdown':%s,'significant':%s}"
          .formatted(word(restart), seconds, significant ? "True" : "False");
    }
  }

  record Worker(String id, Kind kind, Options options) implements Node {
    @Override
    public String python() {
      boolean stubborn = kind == Kind.STUBBORN;
      return "('worker','%s',%s,%s)".formatted(id, word(kind), options.python(stubborn));
    }
  }

  /**
   * A supervisor; the limit of its restarts is for so long a time that only their number counts.
   */
  record Branch(
      String id,
      Options options,
      Strategy strategy,
      int maxRestarts,
      AutoShutdown autoShutdown,
      List<Node> children)
      implements Node {
    @Override
    public String python() {
      String flags =
          "{'strategy':%s,'max_restarts':%d,'max_seconds':100000,'auto_shutdown':%s}"
              .formatted(word(strategy), maxRestarts, word(autoShutdown));
      String below = children.stream().map(Node::python).collect(Collectors.joining(","));
      return "('supervisor','%s',%s,%s,[%s])".formatted(id, options.python(false), flags, below);
    }
  }

  private static String word(Enum<?> constant) {
    return "'" + constant.name().toLowerCase(Locale.ROOT) + "'";
  }
}
