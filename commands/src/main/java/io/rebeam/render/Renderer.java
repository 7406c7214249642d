package io.rebeam.render;

import java.io.PrintWriter;

/** Writes answers in one format. */
public interface Renderer {
  void render(View view, PrintWriter out);

  /**
   * The renderer of a format.
   *
   * @param header whether plain output starts with a line of column names
   */
  static Renderer of(OutputFormat format, OutputMode mode, boolean header) {
    return switch (format) {
      case TABLE -> new TableRenderer(mode, header);
      case PLAIN -> new PlainRenderer(header);
      case JSON -> (view, out) -> out.print(view.json() + "\n");
    };
  }
}
