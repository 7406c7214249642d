package io.rebeam.completions;

import io.rebeam.completions.CommandModel.Option;
import io.rebeam.completions.CommandModel.Values;
import java.util.List;
import java.util.stream.Collectors;

/** The script for fish. */
final class FishCompletion {
  private FishCompletion() {}

  static String script(CommandModel rebeam) {
    StringBuilder out = new StringBuilder();
    out.append("# fish completion for rebeam; generated, do not edit.\n");
    out.append("# Use it with: rebeam completion fish | source\n\n");
    String commands =
        rebeam.subcommands().stream().map(CommandModel::name).collect(Collectors.joining(" "));
    String top = "not __fish_seen_subcommand_from " + commands;
    for (Option option : rebeam.options()) {
      out.append(option(top, option));
    }
    for (CommandModel command : rebeam.subcommands()) {
      out.append("complete -c rebeam -n ")
          .append(quoted(top))
          .append(" -a ")
          .append(command.name())
          .append(" -d ")
          .append(quoted(command.description()))
          .append('\n');
    }
    for (CommandModel command : rebeam.subcommands()) {
      String inside = "__fish_seen_subcommand_from " + command.name();
      out.append('\n');
      for (Option option : command.options()) {
        out.append(option(inside, option));
      }
      out.append(argument(inside, command.argument()));
    }
    return out.toString();
  }

  private static String option(String condition, Option option) {
    StringBuilder line = new StringBuilder("complete -c rebeam -n ").append(quoted(condition));
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.takesValue()) {
      line.append(" -r").append(values(option.values()));
    }
    return line.append(" -d ").append(quoted(option.description())).append('\n').toString();
  }

  private static String values(Values values) {
    if (!values.words().isEmpty()) {
      return " -f -a " + quoted(String.join(" ", values.words()));
    }
    if (values.folders()) {
      return " -f -a '(__fish_complete_directories)'";
    }
    return values.files() ? "" : " -f";
  }

  private static String argument(String condition, Values values) {
    List<String> words = values.words();
    if (!words.isEmpty()) {
      return "complete -c rebeam -n %s -f -a %s\n"
          .formatted(quoted(condition), quoted(String.join(" ", words)));
    }
    return values.files() ? "" : "complete -c rebeam -n %s -f\n".formatted(quoted(condition));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
