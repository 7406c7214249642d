package io.rebeam.completions;

import io.rebeam.completions.CommandModel.Option;
import io.rebeam.completions.CommandModel.Values;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The script for zsh, by its own {@code _arguments}. */
final class ZshCompletion {
  private static final String SCRIPT =
      """
      #compdef rebeam
      # zsh completion for rebeam; generated, do not edit.
      # Use it with: rebeam completion zsh > "${fpath[1]}/_rebeam"

      _rebeam() {
        local curcontext="$curcontext" state line
        typeset -A opt_args
        _arguments -s -S -A '-*' \\
      %s \\
          '1: :->command' \\
          '*:: :->rest' && return 0
        case $state in
          command)
            local -a commands
            commands=(
      %s
            )
            _alternative 'commands:command:{_describe command commands}' 'files:program:_files'
            ;;
          rest)
            case $line[1] in
      %s
              *) _files ;;
            esac
            ;;
        esac
      }

      if [ "$funcstack[1]" = _rebeam ]; then
        _rebeam "$@"
      else
        compdef _rebeam rebeam
      fi
      """;

  private ZshCompletion() {}

  static String script(CommandModel rebeam) {
    String commands =
        rebeam.subcommands().stream()
            .map(
                command -> "        '" + command.name() + ":" + quoted(command.description()) + "'")
            .collect(Collectors.joining("\n"));
    return SCRIPT.formatted(options(rebeam, 4), commands, rest(rebeam.subcommands()));
  }

  private static String rest(List<CommandModel> commands) {
    return commands.stream()
        .map(
            command ->
                """
                        %s)
                          _arguments -s -S \\
                %s \\
                            '1:argument:%s' \\
                            '*:argument:_files'
                          ;;"""
                    .formatted(command.name(), options(command, 12), action(command.argument())))
        .collect(Collectors.joining("\n"));
  }

  private static String options(CommandModel command, int indent) {
    return command.options().stream()
        .map(option -> " ".repeat(indent) + option(option))
        .collect(Collectors.joining(" \\\n"));
  }

  /** {@code '(-q --quiet)'{-q,--quiet}'[No banner]'}. */
  private static String option(Option option) {
    String others = option.many() ? "*" : "(" + String.join(" ", option.names()) + ")";
    String names =
        option.names().size() == 1
            ? option.names().getFirst()
            : "'{" + String.join(",", option.names()) + "}'";
    String value =
        option.takesValue()
            ? ":" + option.label().toLowerCase(Locale.ROOT) + ":" + action(option.values())
            : "";
    return "'" + others + names + "[" + quoted(option.description()) + "]" + value + "'";
  }

  private static String action(Values values) {
    if (!values.words().isEmpty()) {
      return "(" + String.join(" ", values.words()) + ")";
    }
    if (values.folders()) {
      return "_files -/";
    }
    return values.files() ? "_files" : " ";
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''").replace(":", "\\:").replace("[", "\\[").replace("]", "\\]");
  }
}
