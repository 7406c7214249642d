package io.rebeam.shell.input;

import io.rebeam.shell.input.Completeness.Incomplete;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes prompts, and the output between them. */
final class Prompts {
  private static final Pattern PYTHON = Pattern.compile(">>>(?: |\\z)");
  private static final Pattern PYTHON_MORE = Pattern.compile("\\.\\.\\.(?: |\\z)");
  private static final Pattern REBEAM = Pattern.compile("rebeam\\(\\d+\\)>(?: |\\z)");

  private final List<PasteLine> lines;
  private final boolean transcript;
  private final List<PasteLine> source = new ArrayList<>();
  private final List<PasteLine> sourceAndOutput = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private Input input = Input.NONE;
  private int width;
  private boolean found;
  private boolean outputKnown;

  /** The kind of the previous line. */
  private enum Input {
    NONE,
    PYTHON,
    REBEAM
  }

  private Prompts(List<PasteLine> lines) {
    this.lines = lines;
    PasteLine first =
        lines.stream()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse(new PasteLine("", "", false));
    boolean python = PYTHON.matcher(first.text()).lookingAt();
    transcript = python || REBEAM.matcher(first.text()).lookingAt();
    outputKnown = python;
  }

  static String strip(String text) {
    if (!text.contains(">>>") && !text.contains("rebeam(")) {
      return text;
    }
    return new Prompts(PasteLine.of(text)).run(text);
  }

  private String run(String text) {
    for (PasteLine line : lines) {
      take(line);
    }
    if (!found) {
      return text;
    }
    String result = PasteLine.join(outputKnown ? source : sourceAndOutput);
    boolean ended = text.endsWith("\n") || text.endsWith("\r");
    return ended ? result : result.stripTrailing();
  }

  private void take(PasteLine line) {
    boolean allowed = transcript || !line.inString();
    int python = allowed ? promptEnd(PYTHON, line.text()) : 0;
    int rebeam = allowed ? promptEnd(REBEAM, line.text()) : 0;
    if (python > 0) {
      statement.setLength(0);
      input(line, python, Input.PYTHON);
    } else if (rebeam > 0) {
      outputKnown = false;
      width = rebeam;
      input(line, rebeam, Input.REBEAM);
    } else {
      more(line);
    }
  }

  /** The end of the prompt at the start of a line; several prompts in a row count as one. */
  private static int promptEnd(Pattern prompt, String line) {
    Matcher matcher = prompt.matcher(line);
    int end = 0;
    while (matcher.region(end, line.length()).lookingAt()) {
      end = matcher.end();
    }
    return end;
  }

  private void more(PasteLine line) {
    Matcher python = PYTHON_MORE.matcher(line.text());
    if (input == Input.PYTHON && python.lookingAt()) {
      input(line, python.end(), input);
    } else if (input == Input.REBEAM && isContinuation(line.text())) {
      input(line, Math.min(width, line.text().length()), input);
    } else {
      output(line);
    }
  }

  private boolean isContinuation(String line) {
    int length = Math.min(width, line.length());
    return line.substring(0, length).isBlank();
  }

  private void input(PasteLine line, int prompt, Input kind) {
    PasteLine stripped = line.withoutFirst(prompt);
    source.add(stripped);
    sourceAndOutput.add(stripped);
    statement.append(stripped.text()).append('\n');
    input = kind;
    found = true;
  }

  private void output(PasteLine line) {
    if (input == Input.PYTHON && outputKnown) {
      String entered = statement.substring(0, statement.length() - 1);
      outputKnown = !(PythonInput.check(entered, true) instanceof Incomplete);
    }
    sourceAndOutput.add(line);
    input = Input.NONE;
  }
}
