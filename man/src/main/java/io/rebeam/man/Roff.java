package io.rebeam.man;

import java.util.List;

/** A page in the macros of man(7), written from top to bottom. */
final class Roff {
  /** Source lines are kept this short. */
  private static final int MAX_LINE = 78;

  private final StringBuilder out = new StringBuilder();

  Roff(String name, int section, String date, String source, String manual) {
    out.append(".\\\" Generated; do not edit.\n");
    out.append(".TH %s %d %s \"%s\" \"%s\"\n".formatted(name, section, date, source, manual));
  }

  Roff section(String title) {
    out.append(".SH ").append(title).append('\n');
    return this;
  }

  Roff subsection(String title) {
    out.append(".SS \"").append(escaped(title)).append("\"\n");
    return this;
  }

  /** A paragraph of plain text. */
  Roff text(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : escaped(text.strip()).split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > MAX_LINE) {
        line(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(line.toString());
    return this;
  }

  Roff paragraph() {
    out.append(".PP\n");
    return this;
  }

  /** An entry of a list: its head in bold, and its text. */
  Roff entry(String head, String text) {
    out.append(".TP\n\\fB").append(escaped(head)).append("\\fR\n");
    return text(text);
  }

  /** Lines as they are, indented. */
  Roff verbatim(List<String> lines) {
    out.append(".RS 4\n");
    lines(lines);
    out.append(".RE\n");
    return this;
  }

  /** Lines as they are. */
  Roff lines(List<String> lines) {
    out.append(".nf\n");
    lines.forEach(line -> line(escaped(line)));
    out.append(".fi\n");
    return this;
  }

  private void line(String line) {
    boolean looksLikeMacro = line.startsWith(".") || line.startsWith("'");
    out.append(looksLikeMacro ? "\\&" : "").append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("\n", " ");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
