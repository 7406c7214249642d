package io.rebeam.shell.input;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * The input line for the completer: the word before the cursor is the last one.
 *
 * @param line the whole text
 * @param cursor the position of the cursor
 * @param wordStart the start of the word that ends at the cursor
 */
record ShellLine(String line, int cursor, int wordStart) implements CompletingParsedLine {

  static ShellLine of(String line, int cursor) {
    int within = Math.clamp(cursor, 0, line.length());
    return new ShellLine(line, within, Words.start(line.substring(0, within)));
  }

  @Override
  public String word() {
    return line.substring(wordStart, cursor);
  }

  @Override
  public int wordCursor() {
    return cursor - wordStart;
  }

  @Override
  public int wordIndex() {
    return words().size() - 1;
  }

  /** The command word, if the cursor is behind it, and the word at the cursor. */
  @Override
  public List<String> words() {
    boolean argument = line.startsWith(":") && wordStart > 0;
    return argument ? List.of(line.substring(0, Words.commandEnd(line)), word()) : List.of(word());
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return wordCursor();
  }
}
