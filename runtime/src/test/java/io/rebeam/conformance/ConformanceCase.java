package io.rebeam.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One conformance case.
 *
 * @param id {@code T-A01}
 * @param rules the rules it is about, {@code A3 C12}
 * @param notApplicable why rebeam has nothing to test, or empty
 */
record ConformanceCase(String id, String rules, String notApplicable) {
  private static final Pattern RANGE = Pattern.compile("T-([A-K])(\\d\\d)(?: to T-[A-K](\\d\\d))?");

  /** All of them, in order; the file {@code cases.tsv} is where they are written down. */
  static List<ConformanceCase> all() {
    try (InputStream file =
        Objects.requireNonNull(ConformanceCase.class.getResourceAsStream("cases.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(c -> new ConformanceCase(c[0], c[1], c.length > 2 ? c[2] : ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases that a test is bound to: those that stand before its display name's first colon. */
  static Set<String> boundBy(String displayName) {
    return ids(displayName.substring(0, Math.max(0, displayName.indexOf(": "))));
  }

  /** The cases that {@code text} names, {@code T-F04}, or {@code T-C15 to T-C20}. */
  static Set<String> ids(String text) {
    Set<String> ids = new TreeSet<>();
    Matcher matcher = RANGE.matcher(text);
    while (matcher.find()) {
      int first = Integer.parseInt(matcher.group(2));
      int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
      for (int n = first; n <= last; n++) {
        ids.add("T-%s%02d".formatted(matcher.group(1), n));
      }
    }
    return ids;
  }
}
