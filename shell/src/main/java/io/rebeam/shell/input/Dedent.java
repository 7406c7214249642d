package io.rebeam.shell.input;

import java.util.ArrayList;
import java.util.List;

/** The removal of the indentation that all statements of a text share. */
final class Dedent {

  private Dedent() {}

  static String apply(String text) {
    String common = common(text);
    if (common.isEmpty()) {
      return text;
    }
    List<PasteLine> lines = new ArrayList<>();
    for (PasteLine line : PasteLine.of(text)) {
      lines.add(line.inString() ? line : line.withoutFirst(sharedLength(common, line.text())));
    }
    return PasteLine.join(lines);
  }

  private static String common(String text) {
    Lexed lexed = PythonLexer.lexScript(text);
    if (lexed.tokens().stream().anyMatch(token -> token.kind() == Token.Kind.COMMAND)) {
      return "";
    }
    String common = null;
    for (LogicalLine line : LogicalLine.of(lexed)) {
      String indent = text.substring(line.start(), Chars.afterSpaces(text, line.start()));
      common = common == null ? indent : common.substring(0, sharedLength(common, indent));
      if (common.isEmpty()) {
        return common;
      }
    }
    return common == null ? "" : common;
  }

  private static int sharedLength(String a, String b) {
    int length = 0;
    while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }
}
