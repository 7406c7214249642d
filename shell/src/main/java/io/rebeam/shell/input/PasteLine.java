package io.rebeam.shell.input;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of pasted text.
 *
 * @param text the line without its end
 * @param end its line end, empty at the end of the text
 * @param inString whether it starts inside a string
 */
record PasteLine(String text, String end, boolean inString) {

  /** The lines of a text; joined again they are the text. */
  static List<PasteLine> of(String text) {
    List<PasteLine> lines = new ArrayList<>();
    List<Token> strings =
        PythonLexer.lex(text).tokens().stream()
            .filter(token -> token.kind() == Token.Kind.STRING)
            .toList();
    int string = 0;
    int start = 0;
    while (start < text.length()) {
      while (string < strings.size() && strings.get(string).end() <= start) {
        string++;
      }
      boolean inString = string < strings.size() && strings.get(string).start() < start;
      int end = Chars.lineEnd(text, start);
      int next = end < text.length() ? Chars.afterNewline(text, end) : end;
      lines.add(new PasteLine(text.substring(start, end), text.substring(end, next), inString));
      start = next;
    }
    return lines;
  }

  static String join(List<PasteLine> lines) {
    StringBuilder text = new StringBuilder();
    for (PasteLine line : lines) {
      text.append(line.text).append(line.end);
    }
    return text.toString();
  }

  boolean isBlank() {
    return text.isBlank();
  }

  PasteLine withoutFirst(int length) {
    return new PasteLine(text.substring(length), end, inString);
  }
}
