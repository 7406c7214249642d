package io.rebeam.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the word that a mistyped word most likely stands for. */
public final class NearestMatch {
  private static final int LETTERS_PER_MISTAKE = 3;

  private NearestMatch() {}

  /**
   * The candidate with the fewest mistakes between it and {@code word}; empty when all have more
   * than a typing error. A mistake is a letter too many, missing, wrong, or swapped with its
   * neighbour.
   */
  public static Optional<String> find(String word, Collection<String> candidates) {
    return near(word, candidates, 1).stream().findFirst();
  }

  /** The nearest candidates, the nearest first, {@code limit} at most. */
  private static List<String> near(String word, Collection<String> candidates, int limit) {
    int most = mistakes(word);
    Map<String, Integer> distances = new LinkedHashMap<>();
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance <= most) {
        distances.putIfAbsent(candidate, distance);
      }
    }
    return distances.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The mistakes allowed: one in a word of two letters, none in one letter, which would match any.
   */
  private static int mistakes(String word) {
    int letters = (int) word.chars().filter(Character::isLetterOrDigit).count();
    return letters < 2 ? 0 : Math.max(1, letters / LETTERS_PER_MISTAKE);
  }

  /** {@code ; did you mean 'x'?}, or empty. */
  public static String hint(String word, Collection<String> candidates) {
    return hint(word, candidates, 1);
  }

  /** {@code ; did you mean 'x' or 'y'?} with at most {@code limit} words, or nothing. */
  public static String hint(String word, Collection<String> candidates, int limit) {
    List<String> near = near(word, candidates, limit);
    return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
  }

  /* Optimal string alignment, three rows of the matrix at a time. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
        if (isSwap(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
