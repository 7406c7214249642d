package io.rebeam.kernel.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decides which reports are shown: of one cause the first in full, a few that follow soon by their
 * first lines, and of all others only how many there were. So a thousand processes that crash alike
 * do not fill a screen, and take no time. Any thread; its lock is a leaf and is held for a moment.
 */
public final class ReportFolding {
  /** Reports of one cause that are shown before the others are only counted. */
  public static final int MAX_LIKE = 5;

  /** Reports that are shown within one second. */
  public static final int MAX_A_SECOND = 20;

  /** A cause that has not been seen for so long is shown in full again. */
  public static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How long the first count of a cause waits for more; later ones wait as long as a cause. */
  public static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What is shown of a report. */
  public enum Share {
    FULL,
    FIRST_LINE,
    NOTHING
  }

  private static final long NEVER = Long.MAX_VALUE;

  /** A cause that has been shown; or all the causes that were too many to be shown. */
  private static final class Group {
    int shown;
    long counted;
    long lastLine;
    long due = NEVER;
    @Nullable Report last;

    void count(Report report, long now, long wait) {
      counted++;
      last = report;
      if (due == NEVER) {
        due = Math.max(now, lastLine + wait);
      }
    }
  }

  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private final Map<Report.Cause, Group> groups = new LinkedHashMap<>();
  private final Group others = new Group();
  private long second;
  private int shownInSecond;

  /** What is to be shown of a report. */
  public Share add(Report report, long now) {
    lock.lock();
    try {
      Group group = groups.get(report.cause());
      if (group != null && group.due == NEVER && now - group.lastLine > FORGET_NANOS) {
        groups.remove(report.cause());
        group = null;
      }
      if (group != null && group.shown >= MAX_LIKE) {
        group.count(report, now, group.shown > MAX_LIKE ? FORGET_NANOS : COUNT_NANOS);
        return Share.NOTHING;
      }
      if (!hasRoom(now)) {
        (group == null ? others : group).count(report, now, COUNT_NANOS);
        return Share.NOTHING;
      }
      Share share = group == null ? Share.FULL : Share.FIRST_LINE;
      if (group == null) {
        group = new Group();
        groups.put(report.cause(), group);
      }
      group.shown++;
      group.lastLine = now;
      return share;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(long now) {
    if (shownInSecond == 0 || now - second >= TimeUnit.SECONDS.toNanos(1)) {
      second = now;
      shownInSecond = 0;
    }
    return ++shownInSecond <= MAX_A_SECOND;
  }

  /** The nanoseconds until {@link #due} has something to say; {@code Long.MAX_VALUE} for never. */
  public long untilDue(long now) {
    lock.lock();
    try {
      long due = others.due;
      for (Group group : groups.values()) {
        due = Math.min(due, group.due);
      }
      return due == NEVER ? NEVER : Math.max(0, due - now);
    } finally {
      lock.unlock();
    }
  }

  /** The lines, due by now, with the number of reports that were only counted. */
  public List<String> due(long now) {
    return counts(now, false);
  }

  /** The lines for all that were only counted. */
  public List<String> rest(long now) {
    return counts(now, true);
  }

  private List<String> counts(long now, boolean all) {
    List<String> lines = new ArrayList<>();
    lock.lock();
    try {
      for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
        Group group = each.next();
        Report last = group.last;
        if (group.due != NEVER && last != null && (all || group.due <= now)) {
          String at = last.place().isEmpty() ? "" : " at " + last.place();
          lines.add(
              "… %,d more like it%s (:log); the last: %s"
                  .formatted(group.counted, at, last.subject()));
          group.shown = MAX_LIKE + 1;
          counted(group, now);
        } else if (group.due == NEVER && now - group.lastLine > FORGET_NANOS) {
          each.remove();
        }
      }
      if (others.due != NEVER && (all || others.due <= now)) {
        lines.add("… %,d more reports of other causes (:log)".formatted(others.counted));
        counted(others, now);
      }
    } finally {
      lock.unlock();
    }
    return lines;
  }

  private static void counted(Group group, long now) {
    group.counted = 0;
    group.last = null;
    group.due = NEVER;
    group.lastLine = now;
  }

  /** Forgets what has been shown: the next report of each cause is shown in full. */
  public void clear() {
    lock.lock();
    try {
      groups.clear();
      counted(others, 0);
      shownInSecond = 0;
    } finally {
      lock.unlock();
    }
  }
}
