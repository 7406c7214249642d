package io.rebeam.completions;

import io.rebeam.completions.CommandModel.Option;
import io.rebeam.completions.CommandModel.Values;
import java.util.ArrayList;
import java.util.List;

/** The script for bash: 3.2 and later, with or without the bash-completion package. */
final class BashCompletion {
  private static final String SCRIPT =
      """
      # bash completion for rebeam; generated, do not edit.
      # Use it with: source <(rebeam completion bash)

      _rebeam_reply() {
        local IFS=$'\\n' word
        COMPREPLY=()
        while read -r word; do
          [ -n "$word" ] && COMPREPLY+=( "$word" )
        done <<< "$(compgen "$@" -- "$cur")"
      }

      _rebeam_words() {
        local words=${1// /$'\\n'}
        shift
        _rebeam_reply -W "$words" "$@"
      }

      _rebeam() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev= command=rebeam word i
        COMPREPLY=()
        [ "$COMP_CWORD" -gt 0 ] && prev=${COMP_WORDS[COMP_CWORD-1]}
        # bash splits --color=auto at the sign
        if [ "$cur" = "=" ]; then
          cur=
        elif [ "$prev" = "=" ]; then
          prev=${COMP_WORDS[COMP_CWORD-2]}
        fi
        for (( i = 1; i < COMP_CWORD; i++ )); do
          word=${COMP_WORDS[i]}
          case $command:$word in
      %s
          esac
        done
        case $command:$prev in
      %s
        esac
        case $command in
      %s
        esac
        return 0
      }

      complete -o filenames -F _rebeam rebeam
      """;

  private BashCompletion() {}

  static String script(CommandModel rebeam) {
    List<CommandModel> all = new ArrayList<>();
    all.add(rebeam);
    all.addAll(rebeam.subcommands());
    return SCRIPT.formatted(skipping(rebeam, all), optionValues(all), words(all));
  }

  /**
   * The loop over the words before the cursor that finds the command, or the start of a program's
   * arguments.
   */
  private static String skipping(CommandModel rebeam, List<CommandModel> all) {
    StringBuilder cases = new StringBuilder();
    cases.append("      program:*) ;;\n");
    for (CommandModel command : all) {
      for (Option option : command.options()) {
        if (option.takesValue()) {
          option.names().forEach(name -> add(cases, 6, command.name() + ":" + name, "i=$((i+1))"));
        }
      }
      add(cases, 6, command.name() + ":-*", "");
    }
    for (CommandModel command : rebeam.subcommands()) {
      add(cases, 6, "rebeam:" + command.name(), "command=" + command.name());
    }
    cases.append("      *) command=program ;;");
    return cases.toString();
  }

  private static String optionValues(List<CommandModel> all) {
    StringBuilder cases = new StringBuilder();
    for (CommandModel command : all) {
      for (Option option : command.options()) {
        if (option.takesValue()) {
          option
              .names()
              .forEach(
                  name ->
                      add(
                          cases,
                          4,
                          command.name() + ":" + name,
                          reply(option.values()) + "; return 0"));
        }
      }
    }
    return cases.toString().stripTrailing();
  }

  private static String words(List<CommandModel> all) {
    StringBuilder cases = new StringBuilder();
    for (CommandModel command : all) {
      List<String> options = new ArrayList<>();
      command.options().forEach(option -> options.addAll(option.names()));
      List<String> commands = command.subcommands().stream().map(CommandModel::name).toList();
      cases
          .append("    ")
          .append(command.name())
          .append(")\n      case $cur in\n        -*) _rebeam_words '")
          .append(String.join(" ", options))
          .append("' ;;\n");
      if (!commands.isEmpty()) {
        cases
            .append("        *) _rebeam_words '")
            .append(String.join(" ", commands))
            .append("' -f ;;\n");
      } else {
        cases.append("        *) ").append(reply(command.argument())).append(" ;;\n");
      }
      cases.append("      esac\n      ;;\n");
    }
    return cases.append("    program) _rebeam_reply -f ;;").toString();
  }

  private static String reply(Values values) {
    if (!values.words().isEmpty()) {
      return "_rebeam_words '" + String.join(" ", values.words()) + "'";
    }
    if (values.folders()) {
      return "_rebeam_reply -d";
    }
    return values.files() ? "_rebeam_reply -f" : ":";
  }

  private static void add(StringBuilder cases, int indent, String pattern, String action) {
    cases
        .append(" ".repeat(indent))
        .append(pattern)
        .append(") ")
        .append(action)
        .append(action.isEmpty() ? ";;\n" : " ;;\n");
  }
}
