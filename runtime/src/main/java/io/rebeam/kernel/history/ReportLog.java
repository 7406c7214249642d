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

  /** What is kept of a report's text; tracebacks of deep recursion are longer. */
  private static final int MAX_TEXT = 16_000;

  /**
   * One report.
   *
   * @param logger the Python logger that gets it
   * @param type the type of the exception, or the kind of warning
   * @param place the innermost place in user code; with the type, the cause
   * @param serial whom it is about, 0 for the node
   * @param name how that process is called
   * @param headline its first line
   * @param text the whole
   */
  public record Report(
      String logger,
      String type,
      String place,
      long serial,
      String name,
      String headline,
      String text) {
    public Report {
      text = text.length() <= MAX_TEXT ? text : cut(text);
    }

    private static String cut(String text) {
      int half = MAX_TEXT / 2;
      return text.substring(0, half) + "\n…\n" + text.substring(text.length() - half);
    }
  }

  /** A cause as it stands: its reports were the same, but for the last, which is kept. */
  public record Cause(long number, long count, long firstNanos, long lastNanos, Report last) {}

  private record Key(String logger, String type, String place) {}

  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock; both with the one that changed last at the end
  private final Map<Key, Cause> causes = new LinkedHashMap<>();
  private final Map<Long, Key> ofProcess = new LinkedHashMap<>();
  private long numbers;

  public void add(Report report, long nanos) {
    Key key = new Key(report.logger(), report.type(), report.place());
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
      Key key = ofProcess.get(serial);
      return key == null ? null : causes.get(key);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all causes; returns how many there were. */
  public int clear() {
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
