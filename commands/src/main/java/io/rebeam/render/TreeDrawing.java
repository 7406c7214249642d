package io.rebeam.render;

import java.util.List;

/** Draws a tree with box characters, or with ASCII where the output cannot show these. */
final class TreeDrawing {
  private final OutputMode mode;

  TreeDrawing(OutputMode mode) {
    this.mode = mode;
  }

  void draw(Tree tree, StringBuilder text) {
    line("", tree.root(), text);
    children("", tree.root().children(), text);
  }

  private void children(String indent, List<Tree.Branch> children, StringBuilder text) {
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      line(indent + corner(last), children.get(i), text);
      children(indent + (last ? "   " : pillar()), children.get(i).children(), text);
    }
  }

  private void line(String before, Tree.Branch branch, StringBuilder text) {
    String mark = mode.unicode() ? branch.mark().sign() : branch.mark().ascii();
    String start = mark.isEmpty() ? before : before + mark + " ";
    Cell cell = branch.text();
    if (mode.width() != OutputMode.UNLIMITED) {
      cell = cell.cutTo(Math.max(1, mode.width() - DisplayWidth.of(start)));
    }
    text.append(start).append(mode.theme().paint(cell.style(), cell.text())).append('\n');
  }

  private String corner(boolean last) {
    if (mode.unicode()) {
      return last ? "└─ " : "├─ ";
    }
    return last ? "`- " : "|- ";
  }

  private String pillar() {
    return mode.unicode() ? "│  " : "|  ";
  }
}
