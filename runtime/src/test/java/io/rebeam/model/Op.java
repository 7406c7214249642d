package io.rebeam.model;

/**
 * One operation of a random program. Processes are named by their index in the program, references
 * by the place where they were made.
 */
sealed interface Op {
  record Send(int to) implements Op {}

  record SendName(int name) implements Op {}

  record SendAlias(Place alias) implements Op {}

  record Link(int to) implements Op {}

  record Unlink(int to) implements Op {}

  record Monitor(int to, boolean alias) implements Op {}

  record MonitorName(int name) implements Op {}

  record Demonitor(Place ref, boolean flush, boolean info) implements Op {}

  record Alias() implements Op {}

  record Unalias(Place ref) implements Op {}

  record ExitSignal(int to, String reason) implements Op {}

  record Kill(int to) implements Op {}

  record TrapExit(boolean on) implements Op {}

  record Raise(String reason) implements Op {}

  record Return() implements Op {}

  record Register(int name, int who) implements Op {}

  record Unregister(int name) implements Op {}

  record WhereIs(int name) implements Op {}

  record IsAlive(int who) implements Op {}

  /** {@code process_info} of one item. */
  record Info(int who, Item item) implements Op {}

  record Spawn(int child, How how) implements Op {}

  /** Takes the oldest message that is there, if any. */
  record Receive() implements Op {}

  /** The same, of a kind. */
  record ReceiveKind(Kind kind) implements Op {}

  /** The same, of messages that hold a reference. */
  record ReceiveRef(Place ref) implements Op {}

  /** Waits for a message without a timeout; the program may end in it. */
  record Wait() implements Op {}

  record Yield() implements Op {}

  enum Item {
    LINKS,
    MONITORS,
    MESSAGE_QUEUE_LEN
  }

  enum How {
    PLAIN,
    LINK,
    MONITOR
  }

  enum Kind {
    EXIT,
    DOWN
  }

  /** Operation {@code index} of process {@code process}: the name of what it made. */
  record Place(int process, int index) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byProcess = Integer.compare(process, other.process);
      return byProcess != 0 ? byProcess : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
      return process + "." + index;
    }
  }

  /**
   * Whether a coroutine process notices in it that its last signal has come, and goes no further:
   * an await, or a primitive that says so.
   */
  default boolean isAwait() {
    return switch (this) {
      case Receive _, ReceiveKind _, ReceiveRef _, Wait _, Yield _, TrapExit _ -> true;
      default -> false;
    };
  }

  /** As the interpreter reads it. */
  default String code() {
    return switch (this) {
      case Send(int to) -> "send," + to;
      case SendName(int name) -> "sendname," + name;
      case SendAlias(Place alias) -> "sendalias," + alias;
      case Link(int to) -> "link," + to;
      case Unlink(int to) -> "unlink," + to;
      case Monitor(int to, boolean alias) -> "monitor," + to + "," + bit(alias);
      case MonitorName(int name) -> "monitorname," + name;
      case Demonitor(Place ref, boolean flush, boolean info) ->
          "demonitor," + ref + "," + bit(flush) + "," + bit(info);
      case Alias() -> "alias";
      case Unalias(Place ref) -> "unalias," + ref;
      case ExitSignal(int to, String reason) -> "exit," + to + "," + reason;
      case Kill(int to) -> "kill," + to;
      case TrapExit(boolean on) -> "trap," + bit(on);
      case Raise(String reason) -> "raise," + reason;
      case Return() -> "return";
      case Register(int name, int who) -> "register," + name + "," + who;
      case Unregister(int name) -> "unregister," + name;
      case WhereIs(int name) -> "whereis," + name;
      case IsAlive(int who) -> "isalive," + who;
      case Info(int who, Item item) -> "info," + who + "," + lower(item);
      case Spawn(int child, How how) -> "spawn," + child + "," + lower(how);
      case Receive() -> "receive";
      case ReceiveKind(Kind kind) -> "receive," + (kind == Kind.EXIT ? "Exit" : "Down");
      case ReceiveRef(Place ref) -> "receive," + ref;
      case Wait() -> "wait";
      case Yield() -> "yield";
    };
  }

  /**
   * As Python text, for people.
   *
   * @param here where it stands
   */
  default String python(Place here) {
    return switch (this) {
      case Send(int to) -> "send(p%d, 'm%s')".formatted(to, here);
      case SendName(int name) -> "send('n%d', 'm%s')".formatted(name, here);
      case SendAlias(Place alias) -> "send(%s, 'm%s')".formatted(ref(alias), here);
      case Link(int to) -> "link(p%d)".formatted(to);
      case Unlink(int to) -> "unlink(p%d)".formatted(to);
      case Monitor(int to, boolean alias) ->
          "%s = monitor(p%d%s)".formatted(ref(here), to, alias ? ", alias=True" : "");
      case MonitorName(int name) -> "%s = monitor('n%d')".formatted(ref(here), name);
      case Demonitor(Place ref, boolean flush, boolean info) ->
          "demonitor(%s%s%s)"
              .formatted(ref(ref), flush ? ", flush=True" : "", info ? ", info=True" : "");
      case Alias() -> "%s = alias()".formatted(ref(here));
      case Unalias(Place ref) -> "unalias(%s)".formatted(ref(ref));
      case ExitSignal(int to, String reason) -> "exit_signal(p%d, %s)".formatted(to, quote(reason));
      case Kill(int to) -> "kill(p%d)".formatted(to);
      case TrapExit(boolean on) -> "trap_exit(%s)".formatted(on ? "True" : "False");
      case Raise(String reason) -> "raise ProcessExit(%s)".formatted(quote(reason));
      case Return() -> "return";
      case Register(int name, int who) -> "register('n%d', p%d)".formatted(name, who);
      case Unregister(int name) -> "unregister('n%d')".formatted(name);
      case WhereIs(int name) -> "whereis('n%d')".formatted(name);
      case IsAlive(int who) -> "is_alive(p%d)".formatted(who);
      case Info(int who, Item item) -> "process_info(p%d, '%s')".formatted(who, lower(item));
      case Spawn(int child, How how) ->
          switch (how) {
            case PLAIN -> "p%d = spawn(body%d)".formatted(child, child);
            case LINK -> "p%d = spawn_link(body%d)".formatted(child, child);
            case MONITOR -> "p%d, %s = spawn_monitor(body%d)".formatted(child, ref(here), child);
          };
      case Receive() -> "await receive(timeout=0)";
      case ReceiveKind(Kind kind) ->
          "await receive(%s, timeout=0)".formatted(kind == Kind.EXIT ? "Exit" : "Down");
      case ReceiveRef(Place ref) -> "await receive(%s, timeout=0)".formatted(ref(ref));
      case Wait() -> "await receive()";
      case Yield() -> "await yield_()";
    };
  }

  private static String bit(boolean value) {
    return value ? "1" : "0";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String ref(Place place) {
    return "r" + place.process() + "_" + place.index();
  }

  private static String quote(String reason) {
    return reason.endsWith(")") ? reason : "'" + reason + "'";
  }
}
