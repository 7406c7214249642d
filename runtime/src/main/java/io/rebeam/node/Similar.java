package io.rebeam.node;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names similar to a mistyped one. */
final class Similar {
  private Similar() {}

  /** {@code ; did you mean 'counter'?}, or empty when no name is similar. */
  static String hint(String typed, Collection<String> known) {
    List<String> near =
        known.stream()
            .distinct()
            .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
            .sorted(Comparator.comparingInt((String name) -> distance(typed, name)))
            .limit(2)
            .map(name -> "'" + name + "'")
            .toList();
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
