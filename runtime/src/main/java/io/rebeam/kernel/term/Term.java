package io.rebeam.kernel.term;

import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.handle.PythonHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * An immutable value of a program, apart from any interpreter. Two are equal when their kinds and
 * values are: 1 is neither 1.0 nor true (semantics K78). The order is by kind first, numbers of all
 * kinds by their size, texts by their characters, tuples part by part.
 *
 * <p>To Python a term is an opaque object, which only primitives take.
 */
public sealed interface Term extends Comparable<Term>, PythonHandle {
  /** Python's {@code None}. */
  record Nothing() implements Term {}

  record Bool(boolean value) implements Term {}

  /** An integer of 64 bits. */
  record Whole(long value) implements Term {}

  /** An integer that has more than 64 bits. */
  record Big(BigInteger value) implements Term {}

  record Real(double value) implements Term {}

  record Text(String value) implements Term {}

  record Reference(long serial) implements Term {}

  record Process(Endpoint process) implements Term {}

  record Tuple(List<Term> parts) implements Term {
    public Tuple {
      parts = List.copyOf(parts);
    }
  }

  /** A byte string. */
  record Bytes(Octets value) implements Term {}

  /** Any other value, in the form in which Python's library packs it; no key. */
  record Packed(Octets value) implements Term {}

  /** Python's {@code ...}: in a pattern, anything; no key. */
  record Any() implements Term {}

  Term NOTHING = new Nothing();

  /** An integer of any size. */
  static Term whole(BigInteger value) {
    return value.bitLength() < Long.SIZE ? new Whole(value.longValue()) : new Big(value);
  }

  /** Whether it may be a key: it is of a kind whose equality needs no program. */
  default boolean isKey() {
    return switch (this) {
      case Packed _, Any _ -> false;
      case Tuple(List<Term> parts) -> parts.stream().allMatch(Term::isKey);
      default -> true;
    };
  }

  /** Whether it is equal to a pattern, but where that has {@link Any}. */
  default boolean matches(Term pattern) {
    if (pattern instanceof Any) {
      return true;
    }
    if (!(this instanceof Tuple(List<Term> parts) && pattern instanceof Tuple(List<Term> others))) {
      return equals(pattern);
    }
    if (parts.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).matches(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  default int compareTo(Term other) {
    int byKind = Integer.compare(rank(), other.rank());
    if (byKind != 0) {
      return byKind;
    }
    return switch (this) {
      case Nothing _, Any _ -> 0;
      case Bool(boolean value) -> Boolean.compare(value, ((Bool) other).value);
      case Whole(long value) when other instanceof Whole(long that) -> Long.compare(value, that);
      case Whole _, Big _, Real _ -> compareNumbers(this, other);
      case Text(String value) -> compareTexts(value, ((Text) other).value);
      case Bytes(Octets value) -> value.compareTo(((Bytes) other).value);
      case Reference(long serial) -> Long.compare(serial, ((Reference) other).serial);
      case Process(Endpoint process) ->
          Long.compare(process.serial(), ((Process) other).process.serial());
      case Tuple(List<Term> parts) -> compareParts(parts, ((Tuple) other).parts);
      case Packed(Octets value) -> value.compareTo(((Packed) other).value);
    };
  }

  private int rank() {
    return switch (this) {
      case Nothing _ -> 0;
      case Bool _ -> 1;
      case Whole _, Big _, Real _ -> 2;
      case Text _ -> 3;
      case Bytes _ -> 4;
      case Reference _ -> 5;
      case Process _ -> 6;
      case Tuple _ -> 7;
      case Packed _ -> 8;
      case Any _ -> 9;
    };
  }

  /** By size; an integer comes before the equal float, for they are two keys. */
  private static int compareNumbers(Term one, Term other) {
    boolean isReal = one instanceof Real;
    if (one instanceof Real(double a) && other instanceof Real(double b)) {
      return Double.compare(a, b);
    }
    double real = isReal ? ((Real) one).value : other instanceof Real(double b) ? b : 0;
    int bySize;
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      int ofReal = real == Double.NEGATIVE_INFINITY ? -1 : 1;
      bySize = isReal ? ofReal : -ofReal;
    } else {
      bySize = decimal(one).compareTo(decimal(other));
    }
    return bySize != 0 ? bySize : Boolean.compare(isReal, other instanceof Real);
  }

  private static BigDecimal decimal(Term number) {
    return switch (number) {
      case Whole(long value) -> BigDecimal.valueOf(value);
      case Big(BigInteger value) -> new BigDecimal(value);
      case Real(double value) -> new BigDecimal(value);
      default -> throw new IllegalArgumentException(number + " is no number");
    };
  }

  private static int compareTexts(String one, String other) {
    return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
  }

  private static int compareParts(List<Term> one, List<Term> other) {
    Iterator<Term> others = other.iterator();
    for (Term part : one) {
      if (!others.hasNext()) {
        return 1;
      }
      int byPart = part.compareTo(others.next());
      if (byPart != 0) {
        return byPart;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
