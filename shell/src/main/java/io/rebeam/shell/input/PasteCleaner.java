package io.rebeam.shell.input;

/**
 * Removes prompts, output and common indentation from pasted Python source.
 *
 * <p>Source without any of these stays unchanged. Cleaning is idempotent.
 */
public final class PasteCleaner {

  private PasteCleaner() {}

  /**
   * The source in a text that is pasted after another text. At an indented place it gets the
   * indentation of that place; within a string it stays unchanged.
   */
  static String cleanAt(String before, String text) {
    if (PasteLine.of(before + "\n.").getLast().inString()) {
      return text;
    }
    String source = clean(text);
    String place = before.substring(before.lastIndexOf('\n') + 1);
    if (!place.isBlank()) {
      return source;
    }
    StringBuilder indented = new StringBuilder();
    for (PasteLine line : PasteLine.of(source)) {
      boolean isAtPlace = indented.isEmpty() || line.inString();
      indented.append(isAtPlace ? "" : place).append(line.text()).append(line.end());
    }
    return source.endsWith("\n") ? indented + place : indented.toString();
  }

  /**
   * The source in a pasted text.
   *
   * <p>Prompts are removed from the start of lines, except inside the strings of a text that does
   * not start with a prompt. The lines between prompts are output and are dropped, but only if the
   * text starts with {@code >>>} and no statement in it needs them to be complete. The indentation
   * that all statements share is removed; the inside of strings keeps its own.
   */
  public static String clean(String text) {
    String before = text;
    String after = Dedent.apply(Prompts.strip(Dedent.apply(before)));
    while (after.length() < before.length()) {
      before = after;
      after = Dedent.apply(Prompts.strip(before));
    }
    return after;
  }
}
