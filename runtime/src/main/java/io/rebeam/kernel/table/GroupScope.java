package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.term.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Named groups of processes (semantics K.12), and the processes that watch joins and leaves. Their
 * messages are put into the mailboxes under the lock, so that they are in the order of the changes
 * and have no gap after the snapshot (K83). Any thread.
 */
public final class GroupScope implements Holding {
  /**
   * A process that gets a message about each change.
   *
   * @param group of this group, or null for all
   */
  private record Watcher(LocalProcess process, @Nullable Term group) {}

  /** A leaf: it may be taken under a process's lock. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The members by group, and how often each has joined. */
  private final Map<Term, Map<LocalProcess, Integer>> groups = new LinkedHashMap<>();

  private final Map<LocalProcess, List<Term>> joined = new HashMap<>();
  private final Map<Long, Watcher> watchers = new LinkedHashMap<>();

  /** Adds a member, once more if it is one; false when it is dead or ending (K80). */
  public boolean join(Term group, LocalProcess member) {
    return Holdings.change(
        member,
        this,
        settlement -> {
          lock.lock();
          try {
            groups
                .computeIfAbsent(group, _ -> new LinkedHashMap<>())
                .merge(member, 1, Integer::sum);
            joined.computeIfAbsent(member, _ -> new ArrayList<>()).add(group);
            tell(true, group, List.of(member), settlement);
          } finally {
            lock.unlock();
          }
          return true;
        });
  }

  /** Takes a member out, once; false when it was none. */
  public boolean leave(Term group, LocalProcess member) {
    boolean[] left = {false};
    Holdings.change(
        member,
        this,
        settlement -> {
          lock.lock();
          try {
            left[0] = remove(group, member);
            if (left[0]) {
              List<Term> those = joined.getOrDefault(member, new ArrayList<>());
              those.remove(group);
              if (those.isEmpty()) {
                joined.remove(member);
              }
              tell(false, group, List.of(member), settlement);
            }
            return isHeldBy(member);
          } finally {
            lock.unlock();
          }
        });
    return left[0];
  }

  private boolean remove(Term group, LocalProcess member) {
    Map<LocalProcess, Integer> members = groups.get(group);
    if (members == null || !members.containsKey(member)) {
      return false;
    }
    members.computeIfPresent(member, (_, times) -> times == 1 ? null : times - 1);
    if (members.isEmpty()) {
      groups.remove(group);
    }
    return true;
  }

  /** Under the lock. */
  private List<LocalProcess> listed(Term group) {
    List<LocalProcess> members = new ArrayList<>();
    groups
        .getOrDefault(group, Map.of())
        .forEach((member, times) -> members.addAll(Collections.nCopies(times, member)));
    return members;
  }

  private boolean isHeldBy(LocalProcess process) {
    return joined.containsKey(process)
        || watchers.values().stream().anyMatch(watcher -> watcher.process == process);
  }

  /** The members of a group, each as often as it has joined. */
  public List<LocalProcess> members(Term group) {
    lock.lock();
    try {
      return listed(group);
    } finally {
      lock.unlock();
    }
  }

  /** The groups that have members. */
  public List<Term> groups() {
    lock.lock();
    try {
      return List.copyOf(groups.keySet());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a process a message about each change from now on.
   *
   * @param ref the reference that the messages carry
   * @param group of this group, or null for all
   * @return the members now, by group
   */
  public Map<Term, List<LocalProcess>> watch(LocalProcess process, long ref, @Nullable Term group) {
    Map<Term, List<LocalProcess>> now = new LinkedHashMap<>();
    Holdings.change(
        process,
        this,
        _ -> {
          lock.lock();
          try {
            watchers.put(ref, new Watcher(process, group));
            if (group == null) {
              groups.keySet().forEach(name -> now.put(name, listed(name)));
            } else {
              now.put(group, listed(group));
            }
          } finally {
            lock.unlock();
          }
          return true;
        });
    return now;
  }

  /** Ends a watch; false when there was none with this reference of the process. */
  public boolean unwatch(LocalProcess process, long ref) {
    boolean[] removed = {false};
    Holdings.change(
        process,
        this,
        _ -> {
          lock.lock();
          try {
            Watcher watcher = watchers.get(ref);
            removed[0] = watcher != null && watcher.process == process;
            if (removed[0]) {
              watchers.remove(ref);
            }
            return isHeldBy(process);
          } finally {
            lock.unlock();
          }
        });
    return removed[0];
  }

  @Override
  public void ownerEnded(LocalProcess owner, Settlement settlement) {
    lock.lock();
    try {
      watchers.values().removeIf(watcher -> watcher.process == owner);
      List<Term> those = joined.remove(owner);
      if (those == null) {
        return;
      }
      Map<Term, Integer> times = new LinkedHashMap<>();
      for (Term group : those) {
        remove(group, owner);
        times.merge(group, 1, Integer::sum);
      }
      times.forEach(
          (group, count) -> tell(false, group, Collections.nCopies(count, owner), settlement));
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void tell(boolean isJoin, Term group, List<LocalProcess> members, Settlement settlement) {
    watchers.forEach(
        (ref, watcher) -> {
          if (watcher.group == null || watcher.group.equals(group)) {
            Notice notice = new Notice.GroupNotice(ref, isJoin, group, members);
            settlement.deliver(watcher.process, new Message(0, 0, 0, notice));
          }
        });
  }
}
