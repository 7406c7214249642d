package io.rebeam.kernel.history;

import io.rebeam.history.History;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Crash reports and warnings, folded by cause. Any thread; its lock is a leaf and is held for a
 * moment, so that reports may be added under a process's lock.
 */
public final class ReportLog {
  /** How many causes are kept; the one not seen for longest goes first. */
  public static final int CAUSES = History.CAUSES_KEPT;

  /** How many processes are kept that a report is about. */
  private static final int PROCESSES = Endings.KEPT;

  /** A cause as it stands: its reports were the same, but for the last, which is kept. */
  public record Cause(long number, long count, long firstNanos, long lastNanos, Report last) {}

  private final ReportFolding folding = new ReportFolding();
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock; both with the one that changed last at the end
  private final Map<Report.Cause, Cause> causes = new LinkedHashMap<>();
  private final Map<Long, Report.Cause> ofProcess = new LinkedHashMap<>();
  private long numbers;

  public void add(Report report, long nanos) {
    Report.Cause key = report.cause();
    lock.lock();
    try {
      Cause before = causes.remove(key);
      causes.put(
          key,
          before == null
              ? new Cause(++numbers, 1, nanos, nanos, report)
              : new Cause(before.number(), before.count() + 1, before.firstNanos(), nanos, report));
      dropOldest(causes, CAUSES);
      if (report.serial() != 0) {
        ofProcess.put(report.serial(), key);
        dropOldest(ofProcess, PROCESSES);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void dropOldest(Map<?, ?> map, int limit) {
    if (map.size() > limit) {
      Iterator<?> oldest = map.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The causes, the one seen last at the end. */
  public List<Cause> causes() {
    lock.lock();
    try {
      return new ArrayList<>(causes.values());
    } finally {
      lock.unlock();
    }
  }

  /** The cause of the last report about a process, or null when none is kept. */
  public @Nullable Cause of(long serial) {
    lock.lock();
    try {
      Report.Cause key = ofProcess.get(serial);
      return key == null ? null : causes.get(key);
    } finally {
      lock.unlock();
    }
  }

  /** Which reports are shown. */
  public ReportFolding folding() {
    return folding;
  }

  /** Forgets all causes, and which were shown; returns how many there were. */
  public int clear() {
    folding.clear();
    lock.lock();
    try {
      int size = causes.size();
      causes.clear();
      ofProcess.clear();
      return size;
    } finally {
      lock.unlock();
    }
  }
}
