package io.rebeam.commands.trace;

import io.rebeam.commands.CommaSeparated;
import io.rebeam.commands.NearestMatch;
import io.rebeam.error.BadArgumentException;
import io.rebeam.trace.TraceKind;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words for events on a command line: separated by commas, in the long or the short form. */
final class TraceEvents implements CommaSeparated {
  private static final List<String> WORDS =
      List.of("send", "receive", "spawn", "exit", "link", "register");

  @Override
  public Iterator<String> iterator() {
    return WORDS.iterator();
  }

  /**
   * The kinds that {@code text} names.
   *
   * @throws BadArgumentException for any other word
   */
  static Set<TraceKind> parse(String text) {
    Set<TraceKind> kinds = EnumSet.noneOf(TraceKind.class);
    for (String word : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      kinds.add(
          switch (word) {
            case "send", "sent" -> TraceKind.SEND;
            case "receive", "recv" -> TraceKind.RECEIVE;
            case "spawn" -> TraceKind.SPAWN;
            case "exit" -> TraceKind.EXIT;
            case "link" -> TraceKind.LINK;
            case "register" -> TraceKind.REGISTER;
            default ->
                throw new BadArgumentException(
                    "'%s' is no event: there are %s%s"
                        .formatted(word, String.join(", ", WORDS), NearestMatch.hint(word, WORDS)));
          });
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
