package io.rebeam.commands.cli;

import io.rebeam.commands.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A shell with a completion script. */
public enum CompletionShell {
  BASH,
  ZSH,
  FISH;

  /** The word of the command line: {@code bash}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The shell that a path such as {@code /usr/bin/zsh} in {@code $SHELL} names. */
  static Optional<CompletionShell> ofPath(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Arrays.stream(values()).filter(shell -> shell.toString().equals(name)).findFirst();
  }

  /** The words for shells on a command line. */
  static final class Words extends Choice<CompletionShell> {
    Words() {
      super(List.of(CompletionShell.values()), CompletionShell::toString);
    }
  }
}
