package io.rebeam.render;

import java.util.Locale;

/** When to use colours, as {@code --color=WHEN} says. */
public enum ColorWhen {
  AUTO,
  ALWAYS,
  NEVER;

  /** The word of the command line: {@code auto}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
