package io.rebeam.commands.shell;

import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.render.DisplayWidth;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Theme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The first screen of {@code :help}: example lines by task. */
final class HelpScreen {
  /** The height of the smallest usual terminal. */
  static final int MAX_LINES = 24;

  private static final String INTRODUCTION =
      "Lines are Python; a line that starts with ':' is a command.";
  private static final String LAST_LINE =
      ":help ps explains one command, NAME? a Python name; :q or Ctrl-D leaves.";
  private static final String INDENT = "  ";
  private static final int EXAMPLE_WIDTH = 27;

  private final Theme theme;
  private final int width;

  /**
   * A screen.
   *
   * @param width the width that lines are cut to, so that they do not wrap
   */
  HelpScreen(Theme theme, int width) {
    this.theme = theme;
    this.width = width;
  }

  private record Entry(String example, String text) {}

  /** The screen, without a final line break. */
  String text(Collection<CommandSpec> commands) {
    List<List<String>> groups = new ArrayList<>();
    groups.add(lines("Run", running()));
    for (HelpGroup group : HelpGroup.values()) {
      groups.add(lines(group.heading(), entries(commands, group)));
    }
    int lines = groups.stream().mapToInt(List::size).sum() + 2;
    // A blank line before each group and the last line, where they fit.
    String separator = lines + groups.size() + 1 <= MAX_LINES ? "\n\n" : "\n";
    List<String> parts = new ArrayList<>();
    parts.add(DisplayWidth.cut(INTRODUCTION, width));
    groups.forEach(group -> parts.add(String.join("\n", group)));
    parts.add(DisplayWidth.cut(LAST_LINE, width));
    return String.join(separator, parts);
  }

  private static List<Entry> running() {
    return List.of(
        new Entry("p = spawn(fn, 1)", "start a process; fn is 'async def' or 'def'"),
        new Entry("p ! (\"hello\", 2)", "send it a message"),
        new Entry("await receive(timeout=1)", "take the next message of this shell"));
  }

  private static List<Entry> entries(Collection<CommandSpec> commands, HelpGroup group) {
    List<Entry> entries = new ArrayList<>();
    for (CommandSpec command : commands) {
      OnFirstScreen line = command.userObject().getClass().getAnnotation(OnFirstScreen.class);
      if (line != null && line.group() == group) {
        entries.add(new Entry(line.example(), line.text()));
      }
    }
    return entries;
  }

  private List<String> lines(String heading, List<Entry> entries) {
    List<String> lines = new ArrayList<>();
    lines.add(theme.paint(Style.HEADING, heading));
    for (Entry entry : entries) {
      String gap = " ".repeat(Math.max(1, EXAMPLE_WIDTH - entry.example().length()));
      int used = INDENT.length() + entry.example().length() + gap.length();
      String text = DisplayWidth.cut(entry.text(), Math.max(0, width - used));
      lines.add(INDENT + theme.paint(Style.NAME, entry.example()) + gap + text);
    }
    return lines;
  }

  static JsonObject json(Collection<CommandSpec> commands) {
    return document(
        commands.stream().map(command -> json(command).put("usage", (String) null)).toList());
  }

  /** The JSON of {@code :help}. */
  static JsonObject document(List<JsonObject> commands) {
    return JsonObject.document("help").put("commands", commands);
  }

  /** The JSON of a command, without its usage. */
  static JsonObject json(CommandSpec command) {
    return new JsonObject()
        .put("name", command.name())
        .put("aliases", Arrays.asList(command.aliases()))
        .put("description", String.join(" ", command.usageMessage().description()));
  }
}
