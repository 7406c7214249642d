package io.rebeam.commands.screen;

import io.rebeam.commands.CommandRunner;
import io.rebeam.commands.CommandRunner.Answer;
import io.rebeam.commands.ExitCodes;
import io.rebeam.render.Elapsed;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a command, repeated at intervals, or the answers of several commands, between which
 * keys switch. When a command fails, because its process has ended, its last answer stays.
 */
final class AnswerShow implements Show {
  /**
   * A command.
   *
   * @param key the key that shows it
   * @param title its title, with the key in brackets
   * @param words the command
   */
  record Tab(String key, String title, List<String> words) {}

  private static final int TOP_LINES = 2;

  private final CommandRunner runner;
  private final Ticker ticker;
  private final String title;
  private final List<Tab> tabs;
  private final Scroll scroll = new Scroll();
  private final Pace pace;

  private Tab tab;
  private boolean stale = true;
  private boolean paused;
  private @Nullable OutputMode written;
  private List<String> lines = List.of();
  private String failure = "";
  private long changed;

  /**
   * @param title the first line
   * @param tabs the commands; the first is shown first
   */
  AnswerShow(CommandRunner runner, Ticker ticker, Pace pace, String title, List<Tab> tabs) {
    this.runner = runner;
    this.ticker = ticker;
    this.pace = pace;
    this.title = title;
    this.tabs = List.copyOf(tabs);
    this.tab = tabs.getFirst();
    this.changed = ticker.nanos();
  }

  @Override
  public Duration interval() {
    return pace.interval();
  }

  @Override
  public void refresh() {
    stale |= !paused;
  }

  @Override
  public List<String> picture(int rows, OutputMode mode) {
    if (stale || !mode.equals(written)) {
      ask(mode);
    }
    int room = rows - TOP_LINES - 1;
    List<String> seen = scroll.window(lines, room);
    Duration since = Duration.ofNanos(ticker.nanos() - changed);
    String right = paused ? "PAUSED" : "every " + pace.text();
    String left = tabs.size() == 1 ? title : title + "   " + tabTitles();
    String keys = "q back  p pause  +/- pace  arrows scroll";
    String state = failure.isEmpty() ? keys : failure;
    String place = scroll.place(lines.size());
    String bottom = "changed " + Elapsed.seconds(since) + " ago";
    return Line.screen(
        List.of(Line.spread(left, right, Style.HEADING, mode), ""),
        seen,
        Line.spread(
            state,
            place.isEmpty() ? bottom : place + "  " + bottom,
            failure.isEmpty() ? Style.FAINT : Style.WARNING,
            mode),
        rows);
  }

  private String tabTitles() {
    StringBuilder titles = new StringBuilder();
    for (Tab one : tabs) {
      titles.append(titles.isEmpty() ? "" : "  ").append(one == tab ? "*" : "").append(one.title());
    }
    return titles.toString();
  }

  private void ask(OutputMode mode) {
    Answer answer = runner.run(tab.words(), mode);
    boolean sameLook = mode.equals(written);
    stale = false;
    List<String> now = answer.text().lines().toList();
    if (answer.code() != ExitCodes.OK && !lines.isEmpty()) {
      failure = now.isEmpty() ? "" : now.getFirst();
      return;
    }
    failure = "";
    written = mode;
    if (!now.equals(lines)) {
      changed = sameLook ? ticker.nanos() : changed;
      lines = now;
    }
  }

  @Override
  public boolean press(Key key) {
    if (key.leaves()) {
      return false;
    }
    if (scroll.press(key) || pace.press(key)) {
      return true;
    }
    if (key.text().equals("p") || key.text().equals(" ")) {
      paused = !paused;
    }
    tabs.stream().filter(one -> one.key().equals(key.text())).findFirst().ifPresent(this::choose);
    return true;
  }

  private void choose(Tab chosen) {
    tab = chosen;
    stale = true;
    lines = List.of();
    failure = "";
    scroll.toTop();
  }
}
