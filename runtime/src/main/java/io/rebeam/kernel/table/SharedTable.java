package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A table that processes share (OTP's ETS). It has an owner, ends with it, or goes to its heir.
 * Each change of one key is atomic; reading all rows sees changes that are made meanwhile, or not.
 * The caller checks whether a process may read or write. Any thread.
 */
public final class SharedTable implements Holding {
  /** What a table has under a key. */
  public enum Kind {
    /** One value. */
    SET,
    /** One value; keys have an order. */
    ORDERED_SET,
    /** Values, each once. */
    BAG,
    /** Values, each as often as it was put in. */
    DUPLICATE_BAG
  }

  /** Who may use it, besides the owner. */
  public enum Access {
    /** All may read and write. */
    PUBLIC,
    /** All may read. */
    PROTECTED,
    /** None. */
    PRIVATE
  }

  /** One value under its key. */
  public record Row(Term key, Term value) {}

  private final Tables tables;
  private final long id;
  private final @Nullable Term name;
  private final Kind kind;
  private final Access access;

  /** Under a key its value; in a bag of either kind a tuple of its values. */
  private final ConcurrentMap<Term, Term> rows;

  private volatile LocalProcess owner;
  private volatile @Nullable LocalProcess heir;
  private volatile Term heirData = Term.NOTHING;

  SharedTable(
      Tables tables, long id, @Nullable Term name, Kind kind, Access access, LocalProcess owner) {
    this.tables = tables;
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.access = access;
    this.owner = owner;
    this.rows =
        kind == Kind.ORDERED_SET ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>();
  }

  public long id() {
    return id;
  }

  public @Nullable Term name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Access access() {
    return access;
  }

  public LocalProcess owner() {
    return owner;
  }

  public @Nullable LocalProcess heir() {
    return heir;
  }

  public boolean mayRead(LocalProcess process) {
    return access != Access.PRIVATE || owner == process;
  }

  public boolean mayWrite(LocalProcess process) {
    return access == Access.PUBLIC || owner == process;
  }

  // ---- rows ----

  /** Puts a value under a key, in the place of the one that is there; in a bag beside it. */
  public void insert(Term key, Term value) {
    if (hasSeveral()) {
      rows.merge(key, new Term.Tuple(List.of(value)), this::together);
    } else {
      rows.put(key, value);
    }
  }

  /** As {@link #insert} where nothing is under the key; false when something is. */
  public boolean insertNew(Term key, Term value) {
    Term row = hasSeveral() ? new Term.Tuple(List.of(value)) : value;
    return rows.putIfAbsent(key, row) == null;
  }

  private boolean hasSeveral() {
    return kind == Kind.BAG || kind == Kind.DUPLICATE_BAG;
  }

  private Term together(Term one, Term other) {
    List<Term> values = new ArrayList<>(((Term.Tuple) one).parts());
    for (Term value : ((Term.Tuple) other).parts()) {
      if (kind == Kind.DUPLICATE_BAG || !values.contains(value)) {
        values.add(value);
      }
    }
    return new Term.Tuple(values);
  }

  /** The values under a key. */
  public List<Term> lookup(Term key) {
    return values(rows.get(key));
  }

  /** Removes what is under a key and returns it. */
  public List<Term> take(Term key) {
    return values(rows.remove(key));
  }

  private List<Term> values(@Nullable Term row) {
    if (row == null) {
      return List.of();
    }
    return hasSeveral() ? ((Term.Tuple) row).parts() : List.of(row);
  }

  /** Removes one value under a key, as often as it is there; false when it was not. */
  public boolean deleteValue(Term key, Term value) {
    if (!hasSeveral()) {
      return rows.remove(key, value);
    }
    boolean[] removed = {false};
    rows.computeIfPresent(
        key,
        (_, row) -> {
          List<Term> left = new ArrayList<>(((Term.Tuple) row).parts());
          removed[0] = left.removeIf(value::equals);
          return left.isEmpty() ? null : new Term.Tuple(left);
        });
    return removed[0];
  }

  public void clear() {
    rows.clear();
  }

  /**
   * Adds to the integer under a key (semantics N.1: {@code update_counter}); no addition is lost.
   *
   * @param initial what it starts from where nothing is there, or null
   * @return the sum, or null when nothing is there
   * @throws ArithmeticException when what is there is no integer, and in a bag
   */
  public @Nullable Term add(Term key, Term increment, @Nullable Term initial) {
    if (hasSeveral()) {
      throw new ArithmeticException("a bag has no counters");
    }
    return rows.compute(
        key,
        (_, there) -> {
          Term before = there == null ? initial : there;
          return before == null ? null : sum(before, increment);
        });
  }

  private static Term sum(Term one, Term other) {
    if (one instanceof Term.Whole(long a) && other instanceof Term.Whole(long b)) {
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) >= 0) {
        return new Term.Whole(sum);
      }
    }
    return Term.whole(integer(one).add(integer(other)));
  }

  private static BigInteger integer(Term term) {
    return switch (term) {
      case Term.Whole(long value) -> BigInteger.valueOf(value);
      case Term.Big(BigInteger value) -> value;
      default -> throw new ArithmeticException("no integer");
    };
  }

  /** How many values it has. */
  public long size() {
    return hasSeveral()
        ? rows.values().stream().mapToLong(row -> ((Term.Tuple) row).parts().size()).sum()
        : rows.size();
  }

  /** The keys, in their order if they have one. */
  public List<Term> keys() {
    return List.copyOf(rows.keySet());
  }

  /** The rows whose keys match a pattern, in the order of the keys if they have one. */
  public List<Row> match(Term pattern) {
    List<Row> found = new ArrayList<>();
    rows.forEach(
        (key, row) -> {
          if (key.matches(pattern)) {
            values(row).forEach(value -> found.add(new Row(key, value)));
          }
        });
    return found;
  }

  /** The rows of an ordered table from one key on, up to another, which is not among them. */
  public List<Row> range(@Nullable Term from, @Nullable Term to) {
    ConcurrentNavigableMap<Term, Term> part = ordered();
    part = from == null ? part : part.tailMap(from, true);
    part = to == null ? part : part.headMap(to, false);
    List<Row> found = new ArrayList<>();
    part.forEach((key, value) -> found.add(new Row(key, value)));
    return found;
  }

  /** The keys in their order. */
  public ConcurrentNavigableMap<Term, Term> ordered() {
    return (ConcurrentNavigableMap<Term, Term>) rows;
  }

  // ---- owner and heir ----

  /** Sets the process that gets it when the owner ends; null for none. */
  public void setHeir(@Nullable LocalProcess process, Term data) {
    heirData = data;
    heir = process;
  }

  /** Makes another process the owner and sends it a message; false when it is dead or ending. */
  public boolean giveTo(LocalProcess process, Term data) {
    LocalProcess before = owner;
    if (process != before && !own(process, before, data)) {
      return false;
    }
    if (process != before) {
      Holdings.change(before, this, _ -> owner == before);
    }
    return true;
  }

  private boolean own(LocalProcess process, LocalProcess before, Term data) {
    return Holdings.change(
        process,
        this,
        settlement -> {
          owner = process;
          Notice notice = new Notice.TableNotice(id, before, data);
          settlement.deliver(process, new Message(0, 0, 0, notice));
          return true;
        });
  }

  @Override
  public void ownerEnded(LocalProcess ended, Settlement settlement) {
    if (owner != ended) {
      return;
    }
    LocalProcess next = heir;
    if (next == null || next == ended || !next.isAlive()) {
      drop();
      return;
    }
    owner = next;
    settlement.after(
        () -> {
          if (!own(next, ended, heirData)) {
            drop();
          }
        });
  }

  /** Ends the table. */
  public void drop() {
    tables.forget(this);
    rows.clear();
  }
}
