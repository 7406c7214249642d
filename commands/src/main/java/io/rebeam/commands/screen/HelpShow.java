package io.rebeam.commands.screen;

import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of {@code :top}. Any key leaves it. */
final class HelpShow implements Show {
  private static final String KEYS =
      """
      Up Down PgUp PgDn Home End   choose a process; it stays chosen as the order changes
      Enter    all about the chosen process; keys there choose among its views
      k        kill it, after a question
      t        trace it: what it sends, receives and does
      /        show only processes that contain a text; an empty one shows all
      r        turn the order round
      p Space  pause, and go on
      + -      look twice, half as often
      q Esc    leave; Ctrl-C as well

      Order, and by growth since the last look:""";

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public void refresh() {
    // the page does not change
  }

  @Override
  public List<String> picture(int rows, OutputMode mode) {
    List<String> lines = new ArrayList<>(List.of("Keys of :top", ""));
    KEYS.lines().forEach(lines::add);
    for (TopOrder order : TopOrder.values()) {
      String letter = String.valueOf(order.letter());
      String both = order.grows() ? letter + " " + letter.toUpperCase(Locale.ROOT) : letter;
      lines.add("%-9s%s".formatted(both, order.meaning()));
    }
    List<String> fitted = lines.stream().map(line -> Line.of(line, Style.PLAIN, mode)).toList();
    return Line.screen(List.of(), fitted, Line.of("any key goes back", Style.FAINT, mode), rows);
  }

  @Override
  public boolean press(Key key) {
    return false;
  }
}
