package io.rebeam.model;

import io.rebeam.model.ExitTable.Dropped;
import io.rebeam.model.ExitTable.Fatal;
import io.rebeam.model.ExitTable.Trapped;
import io.rebeam.model.Op.Place;
import io.rebeam.model.Signal.Demonitor;
import io.rebeam.model.Signal.Down;
import io.rebeam.model.Signal.Exit;
import io.rebeam.model.Signal.LinkRequest;
import io.rebeam.model.Signal.Message;
import io.rebeam.model.Signal.MonitorRequest;
import io.rebeam.model.Signal.Unlink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reference model: the processes of one program, the signals between them, the names. It is the
 * process semantics in code, and each step cites its rule.
 *
 * <p>Three kinds of steps change it: a process performs its next operation ({@link #perform}), a
 * signal arrives ({@link #deliver}), a process that got its last signal has unwound ({@link
 * #finish}). Each is atomic. Any order of steps is allowed, but that signals of one sender to one
 * receiver arrive in the order sent (B3): they wait in one queue for each pair.
 */
final class World {
  /** Where a process is on its way from creation to the end. */
  enum Life {
    UNBORN,
    ALIVE,
    /** Its last signal has been received and its coroutine unwinds (A20 step 1, N6). */
    EXITING,
    DEAD
  }

  /** One process. */
  static final class Process {
    final int index;
    final boolean blocking;
    Life life;

    /** Operations performed. */
    int done;

    String reason = "";
    boolean trapping;
    @Nullable Integer name;
    final List<String> mailbox;

    /** Its half of each link: by peer, the origins of the link (C1, C11). */
    final TreeMap<Integer, TreeSet<Place>> links;

    /** The monitors it set and that have not fired (D3). */
    final TreeSet<Place> monitors;

    /** The monitors on it. */
    final TreeSet<Place> monitoredBy;

    /** Its active aliases; true for one that ends with its monitor (D16). */
    final TreeMap<Place, Boolean> aliases;

    /** Requests that came after its last signal, to be answered at its end (A20 step 9). */
    final List<Request> late;

    Process(int index, boolean blocking, Life life) {
      this.index = index;
      this.blocking = blocking;
      this.life = life;
      mailbox = new ArrayList<>();
      links = new TreeMap<>();
      monitors = new TreeSet<>();
      monitoredBy = new TreeSet<>();
      aliases = new TreeMap<>();
      late = new ArrayList<>(0);
    }

    Process(Process other) {
      index = other.index;
      blocking = other.blocking;
      life = other.life;
      done = other.done;
      reason = other.reason;
      trapping = other.trapping;
      name = other.name;
      mailbox = new ArrayList<>(other.mailbox);
      links = new TreeMap<>();
      other.links.forEach((peer, origins) -> links.put(peer, new TreeSet<>(origins)));
      monitors = new TreeSet<>(other.monitors);
      monitoredBy = new TreeSet<>(other.monitoredBy);
      aliases = new TreeMap<>(other.aliases);
      late = new ArrayList<>(other.late);
    }

    /** Its state as text, equal for equal states. */
    void key(StringBuilder key) {
      key.append(life.ordinal()).append(done);
      if (life == Life.DEAD) {
        key.append(reason).append(links.keySet()).append(monitors);
      } else if (life != Life.UNBORN) {
        key.append(reason).append(trapping).append(name).append(mailbox).append(links);
        key.append(monitors).append(monitoredBy).append(aliases).append(late);
      }
      key.append('|');
    }
  }

  /** A request and its sender. */
  record Request(int sender, Signal signal) {}

  /** From a sender to a receiver. What no process sends, has a sender number of its own (B10). */
  record Route(int from, int to) implements Comparable<Route> {
    @Override
    public int compareTo(Route other) {
      int byFrom = Integer.compare(from, other.from);
      return byFrom != 0 ? byFrom : Integer.compare(to, other.to);
    }
  }

  /**
   * A signal on its way.
   *
   * @param batch those of one batch may arrive in any order; 0 for none
   * @param order when it was sent
   */
  record Sent(Signal signal, int batch, int order) {
    @Override
    public String toString() {
      return signal + "/" + batch;
    }
  }

  final Program program;
  final List<Process> processes = new ArrayList<>();
  final TreeMap<Route, List<Sent>> inFlight = new TreeMap<>();
  final TreeMap<Integer, Integer> names = new TreeMap<>();

  /** The processes watched by monitors by name (D5). */
  private final TreeMap<Place, Integer> resolvedNames = new TreeMap<>();

  private int sent;

  World(Program program) {
    this.program = program;
    for (int i = 0; i < program.size(); i++) {
      Program.Body body = program.bodies().get(i);
      processes.add(new Process(i, body.blocking(), body.parent() < 0 ? Life.ALIVE : Life.UNBORN));
    }
  }

  World(World other) {
    program = other.program;
    sent = other.sent;
    other.processes.forEach(process -> processes.add(new Process(process)));
    other.inFlight.forEach((route, queue) -> inFlight.put(route, new ArrayList<>(queue)));
    names.putAll(other.names);
    resolvedNames.putAll(other.resolvedNames);
  }

  /** The whole state as text, equal for equal states. */
  String key() {
    StringBuilder key = new StringBuilder(400);
    processes.forEach(process -> process.key(key));
    return key.append(inFlight).append(names).append(resolvedNames).toString();
  }

  Process process(int index) {
    return processes.get(index);
  }

  // ---- signals on their way ----

  /** Sends a signal. What a process sends to itself is never in flight (B13, C15). */
  private void send(int from, int to, Signal signal) {
    if (from == to) {
      receive(process(to), from, signal);
    } else {
      enqueue(new Route(from, to), signal, 0);
    }
  }

  private void enqueue(Route route, Signal signal, int batch) {
    inFlight.computeIfAbsent(route, _ -> new ArrayList<>()).add(new Sent(signal, batch, sent++));
  }

  /** How many of the signals at the head of a queue may arrive next: B3. */
  static int ready(List<Sent> queue) {
    int batch = queue.getFirst().batch();
    int count = 1;
    while (batch != 0 && count < queue.size() && queue.get(count).batch() == batch) {
      count++;
    }
    return count;
  }

  /** Lets signal {@code at} of the route arrive; {@code at} is below {@link #ready}. */
  void deliver(Route route, int at) {
    List<Sent> queue = Objects.requireNonNull(inFlight.get(route));
    Signal signal = queue.remove(at).signal();
    if (queue.isEmpty()) {
      inFlight.remove(route);
    }
    receive(process(route.to()), route.from(), signal);
  }

  /** Lets all arrive that {@code from} sent to {@code to} before: A25, H3. */
  private void flush(int from, int to) {
    Route route = new Route(from, to);
    while (inFlight.containsKey(route)) {
      deliver(route, 0);
    }
  }

  // ---- receiving: table B1 ----

  private void receive(Process self, int from, Signal signal) {
    switch (self.life) {
      case UNBORN -> throw new IllegalStateException("a signal to p" + self.index);
      case ALIVE -> act(self, from, signal);
      case EXITING -> {
        // No further signal is acted on (A20 step 1), but kill (N6); the first exit wins (A21).
        if (signal instanceof Exit exit && !exit.linked() && exit.reason().equals("kill")) {
          die(self, self.reason);
        } else {
          self.late.add(new Request(from, signal));
        }
      }
      case DEAD -> refuse(self, from, signal);
    }
  }

  private void act(Process self, int from, Signal signal) {
    switch (signal) {
      case Message(String text, Place alias) -> {
        if (alias == null || self.aliases.containsKey(alias)) { // F17, D17
          self.mailbox.add(text); // B12
        }
      }
      case LinkRequest(Place link) ->
          self.links.computeIfAbsent(from, _ -> new TreeSet<>()).add(link);
      case Unlink(Place link) -> {
        Set<Place> origins = self.links.get(from);
        if (origins != null && origins.remove(link) && origins.isEmpty()) {
          self.links.remove(from);
        }
      }
      case Exit(String reason, boolean linked) -> {
        if (!linked || self.links.remove(from) != null) { // C10: only by an active link
          actOnExit(self, from, reason, linked);
        }
      }
      case MonitorRequest(Place ref) -> self.monitoredBy.add(ref);
      case Demonitor(Place ref) -> self.monitoredBy.remove(ref);
      case Down(Place ref, String reason) -> {
        if (self.monitors.remove(ref)) { // D3, D8: fires once, and only if still active
          endAliasOfMonitor(self, ref);
          self.mailbox.add("D/" + ref + "/" + watched(ref) + "/" + reason); // D2
        }
      }
    }
  }

  private void actOnExit(Process self, int from, String reason, boolean linked) {
    switch (ExitTable.effect(reason, linked, from == self.index, self.trapping)) {
      case Dropped() -> {}
      case Trapped() -> self.mailbox.add("X/p" + from + "/" + reason);
      case Fatal(String end, boolean untrappable) -> {
        if (untrappable || self.blocking) {
          die(self, end); // N10; C27: a blocking process ends at once for all observers
        } else {
          self.life = Life.EXITING; // N6: its coroutine unwinds first
          self.reason = end;
        }
      }
    }
  }

  /** Answers what comes too late: B8, A20 step 9. */
  private void refuse(Process self, int from, Signal signal) {
    switch (signal) {
      case LinkRequest _ -> send(self.index, from, new Exit("noproc", true));
      case MonitorRequest(Place ref) -> send(self.index, from, new Down(ref, "noproc"));
      case Message _, Unlink _, Exit _, Demonitor _, Down _ -> {}
    }
  }

  // ---- the end: A20 ----

  /** The coroutine of an exiting process has unwound; its first reason stands (A21, N8). */
  void finish(int index) {
    die(process(index), process(index).reason);
  }

  /** The batch of the signals that a process sends because it ends. */
  private static final int AT_END = 1;

  private void die(Process self, String reason) {
    self.life = Life.DEAD;
    self.reason = reason;
    self.mailbox.clear();
    if (self.name != null) { // E9: the name is free before exit signals and DOWNs are sent
      names.remove(self.name);
      self.name = null;
    }
    // D20 promises no order between an EXIT and the DOWNs for one receiver.
    for (int peer : self.links.keySet()) {
      enqueue(new Route(self.index, peer), new Exit(reason, true), AT_END); // A23
    }
    for (Place ref : self.monitoredBy) {
      enqueue(new Route(self.index, ref.process()), new Down(ref, reason), AT_END); // A23
    }
    for (Place ref : self.monitors) { // D14
      target(ref).ifPresent(to -> enqueue(new Route(self.index, to), new Demonitor(ref), 0));
    }
    self.links.clear();
    self.monitoredBy.clear();
    self.monitors.clear();
    self.aliases.clear(); // F20
    List<Request> late = List.copyOf(self.late);
    self.late.clear();
    late.forEach(request -> refuse(self, request.sender(), request.signal()));
  }

  // ---- operations ----

  /** The result of an operation that ends its process: it is never written down. */
  static final String NO_RETURN = "no return";

  /**
   * Performs the next operation of a process and returns the results that the rules allow; none
   * when it cannot be performed now.
   */
  Set<String> perform(int index) {
    Process self = process(index);
    Place here = new Place(index, self.done);
    Op op = program.op(here);
    Set<String> results = perform(self, here, op);
    if (!results.isEmpty()) {
      self.done++;
    }
    return results;
  }

  private Set<String> perform(Process self, Place here, Op op) {
    return switch (op) {
      case Op.Send(int to) -> {
        send(self.index, to, new Message("m" + here, null)); // B8: never fails
        yield OK;
      }
      case Op.SendName(int name) -> {
        Integer to = names.get(name);
        if (to == null) {
          yield Set.of("unregistered"); // E7
        }
        send(self.index, to, new Message("m" + here, null)); // E15
        yield OK;
      }
      case Op.SendAlias(Place alias) -> sendAlias(self, here, alias);
      case Op.Link(int to) -> link(self, here, to);
      case Op.Unlink(int to) -> {
        Set<Place> origins = self.links.remove(to); // C8: effective for the caller on return
        if (origins != null) {
          origins.forEach(origin -> send(self.index, to, new Unlink(origin)));
        }
        yield OK;
      }
      case Op.Monitor(int to, boolean alias) -> {
        if (alias) {
          self.aliases.put(here, true); // D16, mode "demonitor"
        }
        if (to != self.index) { // D6: oneself is not watched
          self.monitors.add(here);
          send(self.index, to, new MonitorRequest(here));
        }
        yield OK;
      }
      case Op.MonitorName(int name) -> monitorName(self, here, name);
      case Op.Demonitor(Place ref, boolean flush, boolean info) -> {
        boolean active = demonitor(self, ref);
        if (flush) {
          self.mailbox.removeIf(message -> message.startsWith("D/" + ref + "/")); // D9
        }
        yield Set.of(bool(!info || active)); // D8, D10, D11
      }
      case Op.Alias() -> {
        self.aliases.put(here, false); // F15
        yield OK;
      }
      case Op.Unalias(Place ref) -> Set.of(bool(self.aliases.remove(ref) != null)); // F17
      case Op.ExitSignal(int to, String reason) -> {
        send(self.index, to, new Exit(reason, false)); // C13
        yield self.life == Life.ALIVE ? OK : Set.of(NO_RETURN); // C15
      }
      case Op.Kill(int to) -> {
        send(self.index, to, new Exit("kill", false));
        yield self.life == Life.ALIVE ? OK : Set.of(NO_RETURN);
      }
      case Op.TrapExit(boolean on) -> {
        boolean old = self.trapping;
        self.trapping = on;
        yield Set.of(bool(old)); // I1
      }
      case Op.Raise(String reason) -> {
        die(self, reason); // A14, A16
        yield Set.of(NO_RETURN);
      }
      case Op.Return() -> {
        die(self, "normal"); // A12
        yield Set.of(NO_RETURN);
      }
      case Op.Register(int name, int who) -> register(name, process(who));
      case Op.Unregister(int name) -> {
        Integer holder = names.remove(name); // E4: any process may
        if (holder == null) {
          yield Set.of("unregistered");
        }
        process(holder).name = null;
        yield OK;
      }
      case Op.WhereIs(int name) -> {
        Integer holder = names.get(name); // E6
        yield Set.of(holder == null ? "none" : "p" + holder);
      }
      case Op.IsAlive(int who) -> {
        flush(self.index, who); // A25
        yield Set.of(bool(isAliveFor(self, process(who))));
      }
      case Op.Info(int who, Op.Item item) -> {
        flush(self.index, who); // H3
        Process target = process(who);
        yield Set.of(isAliveFor(self, target) ? info(target, item) : "none"); // H4
      }
      case Op.Spawn(int child, Op.How how) -> {
        Process born = process(child);
        born.life = Life.ALIVE;
        switch (how) {
          case PLAIN -> {}
          case LINK -> { // A3: creation and link are one step
            self.links.computeIfAbsent(child, _ -> new TreeSet<>()).add(here);
            born.links.computeIfAbsent(self.index, _ -> new TreeSet<>()).add(here);
          }
          case MONITOR -> { // A4
            self.monitors.add(here);
            born.monitoredBy.add(here);
          }
        }
        yield OK;
      }
      case Op.Receive() -> Set.of(take(self, _ -> true));
      case Op.ReceiveKind(Op.Kind kind) ->
          Set.of(take(self, message -> message.startsWith(kind == Op.Kind.EXIT ? "X/" : "D/")));
      case Op.ReceiveRef(Place ref) ->
          Set.of(take(self, message -> message.startsWith("D/" + ref + "/")));
      case Op.Wait() -> self.mailbox.isEmpty() ? Set.of() : Set.of(take(self, _ -> true)); // F3
      case Op.Yield() -> OK;
    };
  }

  private static boolean isAliveFor(Process self, Process who) {
    return who == self || who.life == Life.ALIVE; // A24, A27
  }

  private static final Set<String> OK = Set.of("ok");

  private static String bool(boolean value) {
    return value ? "True" : "False";
  }

  private Set<String> sendAlias(Process self, Place here, Place alias) {
    Process owner = process(alias.process());
    if (owner.done <= alias.index()) {
      return Set.of("unknown"); // the program does not know it yet
    }
    send(self.index, owner.index, new Message("m" + here, alias)); // F18: never fails
    // An owner that died just when it made the alias may not have got to publish it.
    return owner.life == Life.DEAD ? Set.of("ok", "unknown") : OK;
  }

  private Set<String> link(Process self, Place here, int to) {
    if (to == self.index) {
      return OK; // C2
    }
    // One that unwinds is known dead to whom the link would raise; to a trapper it answers like
    // any other, at its end.
    if (process(to).life == Life.ALIVE || (process(to).life == Life.EXITING && self.trapping)) {
      if (!self.links.containsKey(to)) { // C1: a second link does nothing
        self.links.computeIfAbsent(to, _ -> new TreeSet<>()).add(here);
        send(self.index, to, new LinkRequest(here)); // C3; C6 if it dies meanwhile
      }
      return OK;
    }
    if (!self.trapping) {
      return Set.of("noproc"); // C5
    }
    flush(to, self.index); // what comes from the dead comes after all it sent before (B3)
    self.mailbox.add("X/p" + to + "/noproc"); // C5
    return OK;
  }

  private Set<String> monitorName(Process self, Place here, int name) {
    Integer to = names.get(name); // D5: resolved once, now
    if (to != null && to == self.index) {
      return OK; // D6
    }
    self.monitors.add(here);
    if (to == null) {
      int nobody = -1 - here.process() * 100 - here.index();
      enqueue(new Route(nobody, self.index), new Down(here, "noproc"), 0); // D4
    } else {
      resolvedNames.put(here, to);
      send(self.index, to, new MonitorRequest(here));
    }
    return OK;
  }

  private boolean demonitor(Process self, Place ref) {
    endAliasOfMonitor(self, ref); // D16
    boolean active = self.monitors.remove(ref);
    if (active) {
      target(ref).ifPresent(to -> send(self.index, to, new Demonitor(ref)));
    }
    return active;
  }

  private static void endAliasOfMonitor(Process self, Place ref) {
    if (Boolean.TRUE.equals(self.aliases.get(ref))) {
      self.aliases.remove(ref);
    }
  }

  private Set<String> register(int name, Process who) {
    Set<String> refusals = new HashSet<>(); // E2 does not say which comes first
    if (who.life != Life.ALIVE) {
      refusals.add("noproc");
    }
    if (who.name != null) {
      refusals.add("named"); // E3
    }
    if (names.containsKey(name)) {
      refusals.add("taken");
    }
    if (!refusals.isEmpty()) {
      return refusals;
    }
    names.put(name, who.index);
    who.name = name;
    return OK;
  }

  /** Takes the oldest message that matches; others stay, in order (F1, F2, F5). */
  private static String take(Process self, Predicate<String> matches) {
    for (String message : self.mailbox) {
      if (matches.test(message)) {
        self.mailbox.remove(message);
        return message;
      }
    }
    return "empty";
  }

  // ---- inspection ----

  private String info(Process who, Op.Item item) {
    return switch (item) {
      case LINKS -> "[" + String.join("+", links(who)) + "]";
      case MONITORS -> "[" + String.join("+", monitors(who)) + "]";
      case MESSAGE_QUEUE_LEN -> "" + who.mailbox.size();
    };
  }

  static List<String> links(Process who) {
    return who.links.keySet().stream().map(peer -> "p" + peer).sorted().toList();
  }

  /** Who is watched, by the name where it was set up by name; duplicates are kept (D19). */
  List<String> monitors(Process who) {
    return who.monitors.stream().map(this::watched).sorted().toList();
  }

  /** The object of a monitor's DOWN (D2). */
  private String watched(Place ref) {
    return switch (program.op(ref)) {
      case Op.Monitor(int to, _) -> "p" + to;
      case Op.MonitorName(int name) -> "n" + name;
      case Op.Spawn(int child, _) -> "p" + child;
      default -> throw new IllegalStateException("no monitor at " + ref);
    };
  }

  private Optional<Integer> target(Place ref) {
    return switch (program.op(ref)) {
      case Op.Monitor(int to, _) -> Optional.of(to);
      case Op.Spawn(int child, _) -> Optional.of(child);
      default -> Optional.ofNullable(resolvedNames.get(ref));
    };
  }
}
