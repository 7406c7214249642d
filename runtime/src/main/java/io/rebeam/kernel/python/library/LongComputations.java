package io.rebeam.kernel.python.library;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The computations of GraalPy's builtins that may take seconds in one call of a Java library: big
 * integers, sorting, hashing. The build redirects those calls to here ({@code
 * src/build/RedirectedCalls.java}). What would take long is done by another thread, without the
 * interpreter lock, while the calling thread waits where safepoints reach it: other processes run
 * on, and an exit, a kill or Ctrl-C ends the wait at once.
 *
 * <p>Only computations on values that nothing else can change, or on a copy, so that no other
 * thread sees a partial state. Called by threads that are in the context.
 */
public final class LongComputations {
  /**
   * From this many steps on (products of two machine words, comparisons, bytes hashed) a
   * computation is worth another thread; it takes a few milliseconds.
   */
  private static final long LONG = 1 << 22;

  /** From this many steps on a computation is preceded by a safepoint: it may be one of many. */
  private static final long MEDIUM = 1 << 12;

  /** Steps of a comparison of objects, for one of numbers. */
  private static final int OBJECT_COMPARISON = 8;

  private static final int BITS_A_DIGIT = 3;

  /**
   * Where the calling thread is, for safepoint actions: a place where the lock may change hands.
   */
  public static final Node PLACE = new Place();

  private static final class Place extends Node {}

  private LongComputations() {}

  // ---- big integers ----

  @TruffleBoundary
  public static BigInteger multiply(BigInteger a, BigInteger b) {
    return compute("int * int", words(a) * words(b), () -> a.multiply(b));
  }

  @TruffleBoundary
  public static BigInteger pow(BigInteger base, int exponent) {
    long words = 1 + words(base) * Math.max(0, exponent);
    return compute("int ** int", square(words), () -> base.pow(exponent));
  }

  @TruffleBoundary
  public static BigInteger modPow(BigInteger base, BigInteger exponent, BigInteger modulus) {
    long steps = multiply(square(words(modulus)), exponent.bitLength());
    return compute("pow(int, int, int)", steps, () -> base.modPow(exponent, modulus));
  }

  @TruffleBoundary
  public static BigInteger divide(BigInteger a, BigInteger b) {
    return compute("int // int", division(a, b), () -> a.divide(b));
  }

  @TruffleBoundary
  public static BigInteger mod(BigInteger a, BigInteger b) {
    return compute("int % int", division(a, b), () -> a.mod(b));
  }

  @TruffleBoundary
  public static BigInteger gcd(BigInteger a, BigInteger b) {
    return compute("math.gcd", words(a) * words(b), () -> a.gcd(b));
  }

  @TruffleBoundary
  public static String toString(BigInteger value) {
    return compute("str(int)", square(words(value)), value::toString);
  }

  @TruffleBoundary
  public static String toString(BigInteger value, int radix) {
    return compute("str(int)", square(words(value)), () -> value.toString(radix));
  }

  /** In place of {@code new BigInteger(text, radix)}. */
  @TruffleBoundary
  public static BigInteger parse(String text, int radix) {
    long words = 1 + (long) text.length() * BITS_A_DIGIT / Long.SIZE;
    return compute("int(str)", square(words), () -> new BigInteger(text, radix));
  }

  private static long words(BigInteger value) {
    return 1 + value.bitLength() / Long.SIZE;
  }

  private static long division(BigInteger a, BigInteger b) {
    return Math.max(0, words(a) - words(b)) * words(b);
  }

  private static long square(long words) {
    return multiply(words, words);
  }

  private static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    return high == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  // ---- sorting: a copy, since a sort that is given up leaves its array half sorted ----

  @TruffleBoundary
  public static void sort(int[] array, int from, int to) {
    if (isLong(sorting(to - from))) {
      int[] copy = Arrays.copyOfRange(array, from, to);
      aside("sort", () -> sorted(copy));
      System.arraycopy(copy, 0, array, from, to - from);
    } else {
      Arrays.sort(array, from, to);
    }
  }

  private static int[] sorted(int[] array) {
    Arrays.sort(array);
    return array;
  }

  @TruffleBoundary
  public static void sort(long[] array, int from, int to) {
    if (isLong(sorting(to - from))) {
      long[] copy = Arrays.copyOfRange(array, from, to);
      aside("sort", () -> sorted(copy));
      System.arraycopy(copy, 0, array, from, to - from);
    } else {
      Arrays.sort(array, from, to);
    }
  }

  private static long[] sorted(long[] array) {
    Arrays.sort(array);
    return array;
  }

  @TruffleBoundary
  public static void sort(double[] array, int from, int to) {
    if (isLong(sorting(to - from))) {
      double[] copy = Arrays.copyOfRange(array, from, to);
      aside("sort", () -> sorted(copy));
      System.arraycopy(copy, 0, array, from, to - from);
    } else {
      Arrays.sort(array, from, to);
    }
  }

  private static double[] sorted(double[] array) {
    Arrays.sort(array);
    return array;
  }

  /** Of strings, or by keys that are strings or numbers: the comparator runs no Python. */
  @TruffleBoundary
  public static <T> void sort(T[] array, int from, int to, Comparator<? super T> order) {
    if (isLong(sorting(to - from) * OBJECT_COMPARISON)) {
      T[] copy = Arrays.copyOfRange(array, from, to);
      aside("sort", () -> sorted(copy, order));
      System.arraycopy(copy, 0, array, from, to - from);
    } else {
      Arrays.sort(array, from, to, order);
    }
  }

  private static <T> T[] sorted(T[] array, Comparator<? super T> order) {
    Arrays.sort(array, order);
    return array;
  }

  private static long sorting(int length) {
    return (long) length * (Integer.SIZE - Integer.numberOfLeadingZeros(length));
  }

  // ---- hashing ----

  @TruffleBoundary
  public static CipherParameters generateDerivedParameters(
      PBEParametersGenerator generator, int bits) {
    // How often it iterates is the generator's secret; a password is not hashed in a hot loop.
    return aside("hashlib.pbkdf2_hmac", () -> generator.generateDerivedParameters(bits));
  }

  @TruffleBoundary
  public static void update(MessageDigest digest, byte[] data, int from, int length) {
    whole("hashlib", length, digest, () -> digest.update(data, from, length));
  }

  @TruffleBoundary
  public static void update(Mac mac, byte[] data, int from, int length) {
    whole("hmac", length, mac, () -> mac.update(data, from, length));
  }

  // ---- how ----

  private static boolean isLong(long steps) {
    return steps >= LONG;
  }

  private static <T> T compute(String builtin, long steps, Supplier<T> computation) {
    if (isLong(steps)) {
      return aside(builtin, computation);
    }
    if (steps >= MEDIUM) {
      TruffleSafepoint.pollHere(PLACE);
    }
    return computation.get();
  }

  /** Computes on another thread; what a safepoint action throws gives the computation up. */
  private static <T> T aside(String builtin, Supplier<T> computation) {
    Computation<T> started = ownsLock() ? Computation.start(builtin, computation) : null;
    if (started == null) {
      return computation.get();
    }
    GilNode lock = GilNode.getUncached();
    lock.release(true);
    try {
      TruffleSafepoint.setBlockedThreadInterruptible(null, Computation::await, started);
    } finally {
      started.leave();
      lock.acquire();
    }
    return started.result();
  }

  /**
   * Changes {@code state} on another thread, one at a time. It is not given up half way: what a
   * safepoint action throws is thrown when it is done.
   */
  private static void whole(String builtin, long steps, Object state, Runnable change) {
    Supplier<Boolean> locked =
        () -> {
          synchronized (state) {
            change.run();
            return true;
          }
        };
    Computation<Boolean> started =
        isLong(steps) && ownsLock() ? Computation.start(builtin, locked) : null;
    if (started == null) {
      var _ = locked.get();
      return;
    }
    GilNode lock = GilNode.getUncached();
    Throwable thrown = null;
    try {
      do {
        if (ownsLock()) {
          lock.release(true); // an action that throws has taken it
        }
        try {
          TruffleSafepoint.setBlockedThreadInterruptible(null, Computation::await, started);
        } catch (Throwable action) {
          thrown = action;
        }
      } while (!started.isDone());
    } finally {
      started.leave();
      lock.acquire();
    }
    if (thrown != null) {
      throw LongComputations.<RuntimeException>unchecked(thrown);
    }
    var _ = started.result();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // thrown as it is
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static boolean ownsLock() {
    com.oracle.graal.python.runtime.@Nullable PythonContext context =
        com.oracle.graal.python.runtime.PythonContext.get(null);
    return context != null && context.ownsGil();
  }
}
