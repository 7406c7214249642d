package io.rebeam.render;

import java.util.List;

/**
 * An answer that branches.
 *
 * @param root the first line and what hangs from it
 * @param json the same for machines, nested
 */
public record Tree(Branch root, JsonObject json) implements View {
  /**
   * A line of a tree.
   *
   * @param mark what it is to the line above it; empty for the root
   * @param text the line
   * @param children the lines that hang from it
   */
  public record Branch(Mark mark, Cell text, List<Branch> children) {
    public Branch {
      children = List.copyOf(children);
    }
  }

  /**
   * A relation, drawn.
   *
   * @param sign as {@code ↔}
   * @param ascii as {@code <->}, where {@code sign} cannot be shown
   */
  public record Mark(String sign, String ascii) {
    public static final Mark NONE = new Mark("", "");
  }
}
