package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.bytes.PBytesLike;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.type.PythonAbstractClass;
import com.oracle.graal.python.runtime.sequence.PSequence;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.process.LocalProcess;
import org.jspecify.annotations.Nullable;

/**
 * About how much memory a Python value takes, read from outside as {@link TermPrinter} does. Sizes
 * of objects are those of a 64-bit JVM with small headers; what is large is told from its first
 * parts.
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

  private TermSize() {}

  /** Bytes that a message with this payload takes; never more than some hundred steps of work. */
  static long ofMessage(Object payload) {
    try {
      return MESSAGE + of(payload, 0);
    } catch (RuntimeException _) {
      return MESSAGE + OBJECT; // its receiver has taken it and changes it
    }
  }

  private static long of(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> 0;
      case Boolean _, LocalProcess _, PythonAbstractClass _ -> 0; // shared
      case Number _ -> OBJECT;
      case TruffleString string -> STRING + (string.byteLength(TruffleString.Encoding.UTF_32) >> 2);
      case PString _ -> STRING + OBJECT;
      case PBytesLike bytes -> SEQUENCE + bytes.getSequenceStorage().length();
      case PSequence sequence -> SEQUENCE + elements(sequence.getSequenceStorage(), depth);
      case PDict dict -> DICT + entries(dict.getDictStorage(), depth);
      case PythonObject object -> OBJECT + attributes(object, depth);
      default -> OBJECT;
    };
  }

  private static long elements(SequenceStorage storage, int depth) {
    int length = storage.length();
    int looked = depth < MAX_DEPTH ? Math.min(length, MAX_PARTS >> depth) : 0;
    long sum = 0;
    for (int i = 0; i < looked; i++) {
      sum += of(TermPrinter.element(storage, i), depth + 1);
    }
    return (long) length * REFERENCE + (looked == 0 ? 0 : sum * length / looked);
  }

  private static long entries(HashingStorage storage, int depth) {
    int length = HashingStorageNodes.HashingStorageLen.executeUncached(storage);
    int wanted = depth < MAX_DEPTH ? MAX_PARTS >> depth : 0;
    int looked = 0;
    long sum = 0;
    var iterator = HashingStorageNodes.HashingStorageGetIterator.executeUncached(storage);
    while (looked < wanted
        && HashingStorageNodes.HashingStorageIteratorNext.executeUncached(storage, iterator)) {
      looked++;
      sum +=
          of(
                  HashingStorageNodes.HashingStorageIteratorKey.executeUncached(storage, iterator),
                  depth + 1)
              + of(
                  HashingStorageNodes.HashingStorageIteratorValue.executeUncached(
                      storage, iterator),
                  depth + 1);
    }
    return (long) length * DICT_ENTRY + (looked == 0 ? 0 : sum * length / looked);
  }

  private static long attributes(PythonObject object, int depth) {
    DynamicObjectLibrary objects = DynamicObjectLibrary.getUncached();
    Object[] keys = objects.getKeyArray(object);
    int looked = depth < MAX_DEPTH ? Math.min(keys.length, MAX_PARTS >> depth) : 0;
    long sum = 0;
    for (int i = 0; i < looked; i++) {
      sum += of(objects.getOrDefault(object, keys[i], null), depth + 1);
    }
    return (long) keys.length * REFERENCE + (looked == 0 ? 0 : sum * keys.length / looked);
  }
}
