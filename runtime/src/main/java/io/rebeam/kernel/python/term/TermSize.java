package io.rebeam.kernel.python.term;

import com.oracle.graal.python.builtins.objects.bytes.PBytesLike;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.set.PBaseSet;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.type.PythonAbstractClass;
import com.oracle.graal.python.runtime.sequence.PSequence;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.process.LocalProcess;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * About how much memory Python values take, read from outside as {@link TermPrinter} does. Sizes of
 * objects are those of a 64-bit JVM with small headers; the size of what is large is estimated from
 * its first parts. One instance counts a long string or bytes once, however often it is referred
 * to, and no estimate is larger than what the heap holds.
 */
final class TermSize {
  /** A message without its payload, as the mailbox keeps it. */
  static final int MESSAGE = 56;

  private static final int OBJECT = 24;
  private static final int SEQUENCE = 56;
  private static final int STRING = 40;
  private static final int REFERENCE = 4;
  private static final int DICT = 96;
  private static final int DICT_ENTRY = 20;

  /** Parts of one container that are looked at; the others are taken to be alike. */
  private static final int MAX_PARTS = 16;

  private static final int MAX_DEPTH = 4;

  /** A string or bytes of this size is remembered, since many values may share it. */
  private static final int LONG = 1_024;

  private static final int MAX_REMEMBERED = 10_000;

  /** A part that is so many times the usual one is an exception, of which no more are expected. */
  private static final int UNUSUAL = 16;

  private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Bytes that a message with this payload takes; never more than some hundred steps of work. */
  long ofMessage(Object payload) {
    try {
      return MESSAGE + of(payload, 0);
    } catch (RuntimeException _) {
      return MESSAGE + OBJECT; // its receiver has taken it and changes it
    }
  }

  /**
   * The size of {@code length} parts of which some were measured. The others are taken to be like
   * those, but for single large ones.
   */
  static long ofAll(long[] measured, long length) {
    if (measured.length == 0) {
      return 0;
    }
    long[] sizes = measured.clone();
    Arrays.sort(sizes);
    long usual = Math.max(sizes[sizes.length / 2], MESSAGE) * UNUSUAL;
    long all = 0;
    long alike = 0;
    int count = 0;
    for (long size : sizes) {
      all += size;
      if (size <= usual) {
        alike += size;
        count++;
      }
    }
    double others = (double) (length - sizes.length) * alike / count;
    return (long) Math.min(all + Math.max(0, others), heapUsed());
  }

  private static long heapUsed() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private long of(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> 0;
      case Boolean _, LocalProcess _, PythonAbstractClass _ -> 0; // shared
      case Number _ -> OBJECT;
      case TruffleString string ->
          once(string, STRING + (string.byteLength(TruffleString.Encoding.UTF_32) >> 2));
      case PString _ -> STRING + OBJECT;
      case PBytesLike bytes -> once(bytes, SEQUENCE + bytes.getSequenceStorage().length());
      case PSequence sequence -> SEQUENCE + elements(sequence.getSequenceStorage(), depth);
      case PDict dict -> DICT + entries(dict.getDictStorage(), true, depth);
      case PBaseSet set -> DICT + entries(set.getDictStorage(), false, depth);
      case PythonObject object -> OBJECT + attributes(object, depth);
      default -> OBJECT;
    };
  }

  private long once(Object value, long size) {
    if (size < LONG || counted.size() >= MAX_REMEMBERED) {
      return size;
    }
    return counted.add(value) ? size : 0;
  }

  private static int looked(int length, int depth) {
    return depth < MAX_DEPTH ? Math.min(length, MAX_PARTS >> depth) : 0;
  }

  private long elements(SequenceStorage storage, int depth) {
    int length = storage.length();
    long[] sizes = new long[looked(length, depth)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = of(TermPrinter.element(storage, i), depth + 1);
    }
    return (long) length * REFERENCE + ofAll(sizes, length);
  }

  private long entries(HashingStorage storage, boolean values, int depth) {
    int length = HashingStorageNodes.HashingStorageLen.executeUncached(storage);
    long[] sizes = new long[looked(length, depth)];
    int at = 0;
    var iterator = HashingStorageNodes.HashingStorageGetIterator.executeUncached(storage);
    while (at < sizes.length
        && HashingStorageNodes.HashingStorageIteratorNext.executeUncached(storage, iterator)) {
      long size =
          of(
              HashingStorageNodes.HashingStorageIteratorKey.executeUncached(storage, iterator),
              depth + 1);
      if (values) {
        size +=
            of(
                HashingStorageNodes.HashingStorageIteratorValue.executeUncached(storage, iterator),
                depth + 1);
      }
      sizes[at++] = size;
    }
    return (long) length * DICT_ENTRY + ofAll(Arrays.copyOf(sizes, at), length);
  }

  private long attributes(PythonObject object, int depth) {
    DynamicObjectLibrary objects = DynamicObjectLibrary.getUncached();
    Object[] keys = objects.getKeyArray(object);
    long[] sizes = new long[looked(keys.length, depth)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = of(objects.getOrDefault(object, keys[i], null), depth + 1);
    }
    return (long) keys.length * REFERENCE + ofAll(sizes, keys.length);
  }
}
