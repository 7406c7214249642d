package io.rebeam.kernel.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of insertion that is small while it holds little: 16 bytes when it is empty,
 * where a {@link LinkedHashMap} has 56. Most processes have no more than a link and a monitor, and
 * there may be millions. Neither keys nor values are null. Not safe for use by several threads.
 */
public final class SmallMap<K, V> extends AbstractMap<K, V> {
  /** With more entries it becomes a {@link LinkedHashMap}, for as long as it lives. */
  static final int MAX_IN_ARRAY = 8;

  private static final int FIRST_CAPACITY = 1;

  /** Keys and values by turns, an array; or a {@code LinkedHashMap}; null before the first. */
  private @Nullable Object store;

  /** Entries in the array. */
  private int count;

  @Override
  public int size() {
    LinkedHashMap<K, V> large = large();
    return large == null ? count : large.size();
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    LinkedHashMap<K, V> large = large();
    if (large != null) {
      return large.get(key);
    }
    int at = indexOf(key);
    return at < 0 ? null : valueAt(at);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable V put(K key, V value) {
    Objects.requireNonNull(key);
    Objects.requireNonNull(value);
    LinkedHashMap<K, V> large = large();
    if (large != null) {
      return large.put(key, value);
    }
    int at = indexOf(key);
    if (at >= 0) {
      V old = valueAt(at);
      array()[2 * at + 1] = value;
      return old;
    }
    if (count == MAX_IN_ARRAY) {
      LinkedHashMap<K, V> grown = new LinkedHashMap<>(this);
      grown.put(key, value);
      store = grown;
      return null;
    }
    Object[] entries = withRoom();
    entries[2 * count] = key;
    entries[2 * count + 1] = value;
    count++;
    return null;
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    LinkedHashMap<K, V> large = large();
    if (large != null) {
      return large.remove(key);
    }
    int at = indexOf(key);
    if (at < 0) {
      return null;
    }
    V old = valueAt(at);
    Object[] entries = array();
    count--;
    System.arraycopy(entries, 2 * at + 2, entries, 2 * at, 2 * (count - at));
    Arrays.fill(entries, 2 * count, 2 * count + 2, null);
    return old;
  }

  /** For reading: what it gives does not remove. */
  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    LinkedHashMap<K, V> large = large();
    return large == null ? new Entries() : large.entrySet();
  }

  private @Nullable LinkedHashMap<K, V> large() {
    @SuppressWarnings("unchecked") // nothing else is stored
    LinkedHashMap<K, V> large =
        store instanceof LinkedHashMap<?, ?> m ? (LinkedHashMap<K, V>) m : null;
    return large;
  }

  private Object[] array() {
    return (Object[]) Objects.requireNonNull(store);
  }

  private Object[] withRoom() {
    Object[] entries = (Object[]) store;
    if (entries == null) {
      entries = new Object[2 * FIRST_CAPACITY];
    } else if (entries.length == 2 * count) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    store = entries;
    return entries;
  }

  private int indexOf(@Nullable Object key) {
    for (int i = 0; i < count; i++) {
      if (array()[2 * i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked") // only put() stores
  private V valueAt(int index) {
    return (V) array()[2 * index + 1];
  }

  @SuppressWarnings("unchecked") // only put() stores
  private K keyAt(int index) {
    return (K) array()[2 * index];
  }

  private final class Entries extends AbstractSet<Map.Entry<K, V>> {
    @Override
    public int size() {
      return count;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < count;
        }

        @Override
        public Map.Entry<K, V> next() {
          if (next >= count) {
            throw new NoSuchElementException();
          }
          int at = next++;
          return Map.entry(keyAt(at), valueAt(at));
        }
      };
    }
  }
}
