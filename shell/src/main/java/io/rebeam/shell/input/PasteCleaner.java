package io.rebeam.shell.input;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes code of what was copied from a session or from the middle of a file. */
final class PasteCleaner {
  private static final Pattern PYTHON_PROMPT =
      Pattern.compile("^\\s*(?:>>>|\\.\\.\\.)(?: |$)(.*)$");
  private static final Pattern OWN_PROMPT = Pattern.compile("^rebeam\\(\\d+\\)> ?(.*)$");

  private PasteCleaner() {}

  /** The pasted text without prompts and without the indentation that all its lines share. */
  static String clean(String pasted) {
    String text = pasted.replace("\r\n", "\n").replace('\r', '\n');
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.stream().anyMatch(line -> OWN_PROMPT.matcher(line).matches())) {
      return String.join("\n", withoutOwnPrompts(lines));
    }
    if (lines.getFirst().strip().startsWith(">>>")) {
      return String.join("\n", withoutPythonPrompts(lines));
    }
    return lines.size() == 1 ? text : withoutCommonIndent(lines);
  }

  private static List<String> withoutPythonPrompts(List<String> lines) {
    List<String> code = new ArrayList<>();
    for (String line : lines) {
      Matcher prompt = PYTHON_PROMPT.matcher(line);
      if (prompt.matches()) {
        code.add(prompt.group(1));
      }
    }
    return code;
  }

  /** Lines after a prompt that are indented by its width go on with it; others were output. */
  private static List<String> withoutOwnPrompts(List<String> lines) {
    List<String> code = new ArrayList<>();
    int width = 0;
    for (String line : lines) {
      Matcher prompt = OWN_PROMPT.matcher(line);
      if (prompt.matches()) {
        width = line.length() - prompt.group(1).length();
        code.add(prompt.group(1));
      } else if (width > 0 && line.startsWith(" ".repeat(width))) {
        code.add(line.substring(width));
      } else {
        width = 0;
      }
    }
    return code;
  }

  private static String withoutCommonIndent(List<String> lines) {
    int common = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!line.isBlank()) {
        common = Math.min(common, line.length() - line.stripLeading().length());
      }
    }
    if (common == 0 || common == Integer.MAX_VALUE) {
      return String.join("\n", lines);
    }
    int cut = common;
    return String.join(
        "\n", lines.stream().map(l -> l.length() >= cut ? l.substring(cut) : "").toList());
  }
}
