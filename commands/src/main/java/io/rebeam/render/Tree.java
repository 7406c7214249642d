package io.rebeam.render;

import java.util.List;

/**
 * An answer in the form of a tree.
 *
 * @param root the first line with its branches
 * @param json the same as nested JSON
 */
public record Tree(Branch root, JsonObject json) implements View {
  /**
   * A line of a tree.
   *
   * @param mark its relation to its parent line; empty for the root
   * @param text the line
   * @param children its child lines
   */
  public record Branch(Mark mark, Cell text, List<Branch> children) {
    public Branch {
      children = List.copyOf(children);
    }
  }

  /**
   * A drawn relation.
   *
   * @param sign as {@code ↔}
   * @param ascii as {@code <->}, where {@code sign} cannot be shown
   */
  public record Mark(String sign, String ascii) {
    public static final Mark NONE = new Mark("", "");
  }
}
