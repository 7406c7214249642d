package io.rebeam.commands.trace;

import io.rebeam.commands.CommaSeparated;
import io.rebeam.error.BadArgumentException;
import io.rebeam.text.NearestMatch;
import io.rebeam.trace.TraceKind;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words for events on a command line: separated by commas, in the long or the short form. */
final class TraceEvents implements CommaSeparated {
  @Override
  public Iterator<String> iterator() {
    return TraceKind.words().iterator();
  }

  /**
   * The kinds that {@code text} names.
   *
   * @throws BadArgumentException for any other word
   */
  static Set<TraceKind> parse(String text) {
    Set<TraceKind> kinds = EnumSet.noneOf(TraceKind.class);
    for (String word : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      List<TraceKind> found = TraceKind.of(word);
      if (found.isEmpty()) {
        throw new BadArgumentException(
            "'%s' is no event: there are %s%s"
                .formatted(
                    word,
                    String.join(", ", TraceKind.words()),
                    NearestMatch.hint(word, TraceKind.words())));
      }
      kinds.add(found.getFirst());
    }
    return kinds;
  }

  /** {@code sent,recv}. */
  static String shown(Set<TraceKind> kinds) {
    if (kinds.size() == TraceKind.values().length) {
      return "all it does";
    }
    return String.join(",", EnumSet.copyOf(kinds).stream().map(TraceKind::shown).toList());
  }
}
