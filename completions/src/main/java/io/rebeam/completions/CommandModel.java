package io.rebeam.completions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command for the completion scripts.
 *
 * @param name its word
 * @param description one line
 * @param options its options
 * @param argument the values of its first argument
 * @param subcommands its subcommands
 */
record CommandModel(
    String name,
    String description,
    List<Option> options,
    Values argument,
    List<CommandModel> subcommands) {
  /** The possible values: some words, files, folders, or anything. */
  record Values(List<String> words, boolean files, boolean folders) {
    static final Values NONE = new Values(List.of(), false, false);
    static final Values FILES = new Values(List.of(), true, false);
    static final Values FOLDERS = new Values(List.of(), false, true);
  }

  /**
   * An option.
   *
   * @param names all its names, the short one first
   * @param label the label of its value; empty for a switch
   * @param values the possible values
   * @param many whether it may be given more than once
   */
  record Option(List<String> names, String description, String label, Values values, boolean many) {
    boolean takesValue() {
      return !label.isEmpty();
    }
  }

  /** Reads a picocli model. */
  static CommandModel of(CommandSpec spec) {
    List<Option> options = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        options.add(option(option));
      }
    }
    List<CommandModel> subcommands = new ArrayList<>();
    spec.subcommands().values().forEach(command -> subcommands.add(of(command.getCommandSpec())));
    return new CommandModel(
        spec.name(), line(spec.usageMessage().description()), options, argument(spec), subcommands);
  }

  private static Option option(OptionSpec option) {
    boolean value = option.arity().max() > 0;
    return new Option(
        List.of(option.names()),
        line(describe(option)),
        value ? option.paramLabel() : "",
        value ? values(option) : Values.NONE,
        option.isMultiValue());
  }

  private static Values argument(CommandSpec spec) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (parameter.index().contains(0)) {
        return values(parameter);
      }
    }
    return Values.NONE;
  }

  private static Values values(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      argument.completionCandidates().forEach(words::add);
      return new Values(List.copyOf(words), false, false);
    }
    boolean path =
        argument.type() == Path.class || List.of(argument.auxiliaryTypes()).contains(Path.class);
    if (path) {
      return Values.FOLDERS;
    }
    return argument.paramLabel().contains("FILE") ? Values.FILES : Values.NONE;
  }

  private static String[] describe(OptionSpec option) {
    List<String> words = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(words::add);
    }
    String[] description = option.description().clone();
    for (int i = 0; i < description.length; i++) {
      description[i] = description[i].replace("${COMPLETION-CANDIDATES}", String.join(", ", words));
    }
    return description;
  }

  /** The first line that is not blank, without its full stop. */
  private static String line(String[] description) {
    for (String text : description) {
      if (!text.isBlank()) {
        return text.strip().replaceAll("\\.$", "");
      }
    }
    return "";
  }
}
