package io.rebeam.launcher;

import java.nio.file.Path;

/**
 * A traceback as {@code python3} prints it: without the frames of rebeam, which runs the program.
 */
final class PlainTraceback {
  private static final String FRAME = "  File \"";
  private static final String COMPILED_IN = FRAME + "<frozen rebeam";

  private PlainTraceback() {}

  /**
   * @param whole a traceback with all frames
   * @param library the folder of rebeam's Python library
   */
  static String of(String whole, Path library) {
    String own = FRAME + library.resolve("rebeam");
    StringBuilder kept = new StringBuilder();
    boolean skipping = false;
    for (String line : whole.split("\n", -1)) {
      if (line.startsWith(FRAME)) {
        skipping = line.startsWith(own) || line.startsWith(COMPILED_IN);
      } else if (!line.startsWith("    ")) {
        skipping = false;
      }
      if (!skipping) {
        kept.append(line).append('\n');
      }
    }
    return kept.isEmpty() ? "" : kept.substring(0, kept.length() - 1);
  }
}
