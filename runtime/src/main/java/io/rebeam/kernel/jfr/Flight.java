package io.rebeam.kernel.jfr;

import io.rebeam.kernel.process.Ending;
import io.rebeam.process.Pid;
import io.rebeam.trace.TraceEvent;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the Flight Recorder. Texts are made only while a recording runs. Any thread, also
 * under locks: nothing here waits.
 */
public final class Flight {
  // One of each, to look whether a recording runs without making an event.
  private static final SpawnEvent SPAWN = new SpawnEvent();
  private static final ExitEvent EXIT = new ExitEvent();
  private static final LongSliceEvent LONG_SLICE = new LongSliceEvent();

  private Flight() {}

  /** Whether starts of processes are recorded. */
  public static boolean recordsSpawns() {
    return SPAWN.isEnabled();
  }

  /**
   * Records the start of a process.
   *
   * @param parent the spawner's serial, 0 for none
   * @param function the name of its function; null when not known
   */
  public static void spawned(long serial, long parent, @Nullable Object function) {
    SpawnEvent event = new SpawnEvent();
    event.process = pid(serial);
    event.parent = parent == 0 ? null : pid(parent);
    event.function = function == null ? null : function.toString();
    event.commit();
  }

  /** Records the end of a process, if a recording has switched that on. */
  public static void ended(Ending ending) {
    if (EXIT.isEnabled()) {
      ExitEvent event = new ExitEvent();
      event.process = pid(ending.serial());
      event.name = ending.name() == null ? ending.label() : ending.name();
      event.function = ending.initialCall() == null ? null : ending.initialCall().toString();
      event.reason = ending.reason();
      event.origin = ending.origin().word();
      event.lifetime = ending.endedNanos() - ending.spawnedNanos();
      event.messagesLeft = ending.messagesLeft();
      event.commit();
    }
  }

  /** Whether long slices are recorded. */
  public static boolean recordsSlices() {
    return LONG_SLICE.isEnabled();
  }

  /** Records that a process has run long. */
  public static void longSlice(long serial, Supplier<@Nullable String> name, long nanos) {
    if (LONG_SLICE.isEnabled()) {
      LongSliceEvent event = new LongSliceEvent();
      event.process = pid(serial);
      event.name = name.get();
      event.length = nanos;
      event.commit();
    }
  }

  /** Records that a mailbox was full. */
  public static void mailboxLimit(long serial, @Nullable String name, int limit) {
    MailboxLimitEvent event = new MailboxLimitEvent();
    if (event.isEnabled()) {
      event.process = pid(serial);
      event.name = name;
      event.limit = limit;
      event.commit();
    }
  }

  /** Records an event that a trace shows. */
  public static void traced(int trace, TraceEvent told) {
    TraceToldEvent event = new TraceToldEvent();
    if (event.isEnabled()) {
      Duration waited = told.waited();
      event.trace = trace;
      event.event = told.kind().word();
      event.process = told.process().pid().toString();
      event.peer = told.peer() == null ? null : told.peer().pid().toString();
      event.text = told.text();
      event.waited = waited == null ? 0 : waited.toNanos();
      event.commit();
    }
  }

  private static String pid(long serial) {
    return new Pid(serial).toString();
  }
}
