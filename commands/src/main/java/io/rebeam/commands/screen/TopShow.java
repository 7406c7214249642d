package io.rebeam.commands.screen;

import io.rebeam.commands.CommandRunner;
import io.rebeam.commands.CommandRunner.Answer;
import io.rebeam.commands.trace.TraceTail;
import io.rebeam.error.RebeamException;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.Elapsed;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import io.rebeam.render.Theme;
import io.rebeam.text.Printable;
import io.rebeam.time.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The busiest processes, with keys that act on the selected one. A process stays selected when the
 * order changes, so that a key never acts on another.
 */
final class TopShow implements Show {
  /** The minimum size of a window with a table. */
  private static final int MIN_COLUMNS = 30;

  private static final int MIN_ROWS = 6;

  /** Looking takes at most one part of so many of a processor. */
  private static final int COST_SHARE = 5;

  private static final String KEYS =
      "q quit  ? help  / filter  Enter details  k kill  t trace  p pause";

  private final Node node;
  private final CommandRunner runner;
  private final Ticker ticker;
  private final TopSampler sampler;
  private final Pace pace;

  private TopQuery query;
  private TopSample sample;
  private boolean paused;

  /** The page on the screen instead of the table. */
  private @Nullable Show page;

  /** The question in the last line. */
  private @Nullable Question question;

  private String message = "";
  private @Nullable Pid chosen;
  private int chosenIndex;
  private int firstShown;
  private int rowsShown = 1;

  /** A question below the table. */
  private sealed interface Question {
    /** A new filter. */
    record Filter(String typed) implements Question {}

    /** A confirmation of a kill. */
    record Kill(Pid pid, String name) implements Question {}
  }

  TopShow(Node node, CommandRunner runner, Ticker ticker, Pace pace, TopQuery query) {
    this.node = node;
    this.runner = runner;
    this.ticker = ticker;
    this.sampler = new TopSampler(node, ticker);
    this.pace = pace;
    this.query = query;
    this.sample = sampler.lookAgain(query);
  }

  @Override
  public Duration interval() {
    if (page != null) {
      return page.interval();
    }
    Duration fair = sample.cost().multipliedBy(COST_SHARE);
    return fair.compareTo(pace.interval()) > 0 ? fair : pace.interval();
  }

  @Override
  public void refresh() {
    if (page != null) {
      page.refresh();
    } else if (!paused) {
      show(sampler.lookAgain(query));
    }
  }

  /** Takes a sample for a key, between two refreshes. */
  private void look() {
    show(sampler.look(query));
  }

  private void show(TopSample seen) {
    sample = seen;
    int index = indexOf(chosen);
    if (index >= 0) {
      chosenIndex = index;
    } else if (chosen != null) {
      message = chosen + " has ended, or does not match";
      chosen = null;
    }
  }

  private int indexOf(@Nullable Pid pid) {
    List<TopSample.Row> rows = sample.rows();
    for (int i = 0; pid != null && i < rows.size(); i++) {
      if (rows.get(i).process().pid().equals(pid)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public List<String> picture(int rows, OutputMode mode) {
    if (rows < MIN_ROWS || mode.width() < MIN_COLUMNS) {
      return List.of("too small; q leaves");
    }
    if (page != null) {
      return page.picture(rows, mode);
    }
    List<String> top = new ArrayList<>();
    if (rows >= 2 * MIN_ROWS) { // else the table needs the lines
      TopTable.heading(sample, mode.unicode()).forEach(line -> top.add(plain(line, mode)));
    }
    top.add(
        Line.spread(
            TopTable.order(sample),
            paused ? "PAUSED" : "every " + Elapsed.seconds(interval()),
            paused ? Style.WARNING : Style.HEADING,
            mode));
    rowsShown = Math.max(1, rows - top.size() - 2); // the header and the last line
    return Line.screen(top, table(mode), bottom(mode), rows);
  }

  private static String plain(String line, OutputMode mode) {
    return Line.of(line, Style.PLAIN, mode);
  }

  /** The header and the visible rows; the selected row is marked. */
  private List<String> table(OutputMode mode) {
    int all = sample.rows().size();
    if (chosen == null) {
      chosenIndex = Math.clamp(chosenIndex, 0, Math.max(0, all - 1));
    } else {
      firstShown = Math.clamp(firstShown, Math.max(0, chosenIndex - rowsShown + 1), chosenIndex);
    }
    firstShown = Math.clamp(firstShown, 0, Math.max(0, all - rowsShown));
    List<TopSample.Row> seen =
        sample.rows().subList(firstShown, Math.min(all, firstShown + rowsShown));
    Table<TopSample.Row> table = TopTable.steady(sample, seen);
    List<String> lines = new ArrayList<>();
    int mark = chosen == null ? -1 : chosenIndex - firstShown + 1;
    List<String> written = write(table, mode, mode.theme());
    for (int i = 0; i < written.size(); i++) {
      lines.add(
          i == mark ? marked(write(table, mode, Theme.NONE).get(i), mode) : " " + written.get(i));
    }
    return lines;
  }

  private static List<String> write(Table<?> table, OutputMode mode, Theme theme) {
    var text = new StringWriter();
    // One column is for the mark.
    var narrower = new OutputMode(theme, mode.width() - 1, mode.unicode());
    Renderer.of(OutputFormat.TABLE, narrower, /* header= */ true)
        .render(table, new PrintWriter(text));
    return text.toString().lines().toList();
  }

  private static String marked(String line, OutputMode mode) {
    return Line.spread(">" + line, " ", Style.CHOSEN, mode);
  }

  private String bottom(OutputMode mode) {
    return switch (question) {
      case Question.Filter(String typed) ->
          Line.of("filter: " + typed + "_   Enter keeps it, Esc does not", Style.HEADING, mode);
      case Question.Kill(Pid pid, String name) ->
          Line.of("kill %s %s? y/n".formatted(pid, name), Style.WARNING, mode);
      case null -> {
        String cost = "sampling %.1f ms".formatted(sample.cost().toNanos() / 1e6);
        yield message.isEmpty()
            ? Line.spread(KEYS, cost, Style.FAINT, mode)
            : Line.spread(message, cost, Style.WARNING, mode);
      }
    };
  }

  @Override
  public boolean press(Key key) {
    message = "";
    if (page != null) {
      if (!page.press(key)) {
        leavePage();
      }
      return true;
    }
    if (question != null) {
      answer(question, key);
      return true;
    }
    return pressed(key);
  }

  private void leavePage() {
    close();
    page = null;
    look();
  }

  private void answer(Question asked, Key key) {
    switch (asked) {
      case Question.Filter(String typed) -> type(typed, key);
      case Question.Kill(Pid pid, String _) -> {
        question = null;
        if (key.text().equals("y")) {
          kill(pid);
        }
      }
    }
  }

  private void type(String typed, Key key) {
    switch (key.name()) {
      case TEXT -> question = new Question.Filter(typed + key.text());
      case BACKSPACE -> {
        int left = typed.isEmpty() ? 0 : typed.offsetByCodePoints(typed.length(), -1);
        question = new Question.Filter(typed.substring(0, left));
      }
      case ERASE_LINE -> question = new Question.Filter("");
      case ENTER -> {
        question = null;
        ask(query.withTexts(typed.isBlank() ? List.of() : List.of(typed.strip().split("\\s+"))));
      }
      case ESCAPE -> question = null;
      default -> {}
    }
  }

  private void ask(TopQuery other) {
    query = other;
    look();
  }

  private void kill(Pid pid) {
    Answer answer = runner.run(List.of(":kill", pid.toString()), OutputMode.file());
    chosen = null;
    look();
    message = answer.text().lines().findFirst().orElse("");
  }

  private boolean pressed(Key key) {
    switch (key.name()) {
      case UP -> choose(chosenIndex - 1);
      case DOWN -> choose(chosen == null ? chosenIndex : chosenIndex + 1);
      case PAGE_UP -> choose(chosenIndex - rowsShown);
      case PAGE_DOWN -> choose(chosenIndex + rowsShown);
      case HOME -> choose(0);
      case END -> choose(Integer.MAX_VALUE);
      case ENTER -> onChosen(this::showDetails);
      case ESCAPE -> {
        return false;
      }
      case TEXT -> {
        return typed(key);
      }
      default -> {}
    }
    return true;
  }

  private void choose(int index) {
    if (!sample.rows().isEmpty()) {
      chosenIndex = Math.clamp(index, 0, sample.rows().size() - 1);
      chosen = sample.rows().get(chosenIndex).process().pid();
    }
  }

  private boolean typed(Key key) {
    switch (key.text()) {
      case "q" -> {
        return false;
      }
      case "p", " " -> pause();
      case "r" -> ask(query.reversed());
      case "/" -> question = new Question.Filter(String.join(" ", query.texts()));
      case "?", "h" -> page = new HelpShow();
      case "k" -> onChosen(row -> question = new Question.Kill(row.process().pid(), name(row)));
      case "t" -> onChosen(this::trace);
      default -> {
        if (!pace.press(key)) {
          TopOrder.of(key)
              .ifPresentOrElse(
                  order -> ask(query.with(order)),
                  () -> message = "no key '" + Printable.line(key.text()) + "'; ? lists them");
        }
      }
    }
    return true;
  }

  private void pause() {
    paused = !paused;
    if (!paused) {
      look();
    }
  }

  private static String name(TopSample.Row row) {
    return Printable.line(row.process().names().display());
  }

  /** An action on the selected process. */
  private interface Action {
    void on(TopSample.Row row);
  }

  private void onChosen(Action action) {
    int index = indexOf(chosen);
    if (index < 0) {
      message = "choose a process first, with the arrow keys";
    } else {
      action.on(sample.rows().get(index));
    }
  }

  private void showDetails(TopSample.Row row) {
    String pid = row.process().pid().toString();
    page =
        new AnswerShow(
            runner,
            ticker,
            pace,
            pid + " " + name(row),
            List.of(
                new AnswerShow.Tab("i", "(i)nfo", List.of(":info", pid)),
                new AnswerShow.Tab("m", "(m)essages", List.of(":mbox", pid)),
                new AnswerShow.Tab("b", "(b)acktrace", List.of(":bt", pid)),
                new AnswerShow.Tab("l", "(l)inks", List.of(":links", pid)),
                new AnswerShow.Tab("o", "m(o)nitors", List.of(":monitors", pid))));
  }

  private void trace(TopSample.Row row) {
    try {
      page = new TraceShow(TraceTail.start(node.traces(), row.process().pid().toString()));
    } catch (RebeamException e) { // the process has ended, or too many traces run
      message = String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
  }
}
