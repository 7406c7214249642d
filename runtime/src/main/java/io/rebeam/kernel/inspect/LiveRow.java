package io.rebeam.kernel.inspect;

import io.rebeam.kernel.inspect.ValueReader.PlaceReader;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A live process as a row. Values are read when they are first asked for, but for the state and the
 * length of the mailbox, which say what was true when the table was made. Used by one thread.
 */
final class LiveRow implements ProcessRow {
  /** About what an idle process takes beside its coroutines; measured (docs/performance.md). */
  private static final int PROCESS_BYTES = 600;

  private static final int COROUTINE_BYTES = 400;

  /** What a thread of its own takes before it has done much. */
  private static final int THREAD_BYTES = 64 << 10;

  private static final int RELATION_BYTES = 80;

  /** Messages whose size is looked at; the others are taken to be alike. */
  private static final int WEIGHED = 8;

  private final LocalProcess process;
  private final PlaceReader places;
  private final ValueReader values;
  private final MailboxViews mailboxes;
  private final int queued;
  private final ProcessStatus status;
  private final long ageNanos;
  private final long cpuNanos;
  private @Nullable ProcessNames names;
  private @Nullable String where;
  private @Nullable Details details;
  private long mailboxBytes = -1;

  LiveRow(
      LocalProcess process,
      long now,
      PlaceReader places,
      ValueReader values,
      MailboxViews mailboxes) {
    this.process = process;
    this.places = places;
    this.values = values;
    this.mailboxes = mailboxes;
    queued = ProcessFacts.messageQueueLength(process); // first: it handles what has arrived
    status = ShownProcess.status(process);
    ageNanos = now - process.spawnedNanos();
    cpuNanos = process.cpuNanos() + process.host().runningNanos(process);
  }

  LocalProcess process() {
    return process;
  }

  @Override
  public Pid pid() {
    return new Pid(process.serial());
  }

  @Override
  public ProcessNames names() {
    ProcessNames known = names;
    if (known == null) {
      known = ShownProcess.names(process);
      names = known;
    }
    return known;
  }

  @Override
  public ProcessStatus status() {
    return status;
  }

  @Override
  public long messageQueueLength() {
    return queued;
  }

  @Override
  public Duration age() {
    return Duration.ofNanos(ageNanos);
  }

  @Override
  public Duration cpuTime() {
    return Duration.ofNanos(cpuNanos);
  }

  @Override
  public String where() {
    String known = where;
    if (known == null) {
      known = places.where(process);
      where = known;
    }
    return known;
  }

  @Override
  public Details details() {
    Details known = details;
    if (known == null) {
      int[] relations = ProcessFacts.relationCounts(process);
      known =
          new Details(
              process.parent() == 0 ? null : new Pid(process.parent()),
              relations[0],
              relations[1],
              relations[2],
              process.messagesIn(),
              process.messagesOut(),
              process.slices(),
              process.priority().name().toLowerCase(Locale.ROOT),
              ownBytes()
                  + (long) RELATION_BYTES * (relations[0] + relations[1] + relations[2])
                  + mailboxBytes());
      details = known;
    }
    return known;
  }

  private long ownBytes() {
    if (process.isBlocking()) {
      return PROCESS_BYTES + THREAD_BYTES;
    }
    return PROCESS_BYTES + (long) COROUTINE_BYTES * values.coroutines(process);
  }

  /** About what the messages in its mailbox take. */
  long mailboxBytes() {
    if (mailboxBytes < 0) {
      mailboxBytes = queued == 0 ? 0 : mailboxes.bytes(process, queued, WEIGHED);
    }
    return mailboxBytes;
  }

  @Override
  public ProcessSummary summary() {
    return new ProcessSummary(pid(), names(), status, queued, age(), cpuTime(), where(), details());
  }
}
