package io.rebeam.kernel.python;

import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of source files, each file read once. Used by one thread, for one answer. */
final class SourceLines {
  /** Larger files are not read for a line. */
  private static final long MAX_FILE_BYTES = 4L << 20;

  private final Map<String, List<String>> files = new HashMap<>();

  /** A line without its indentation; null when it is blank or cannot be read. */
  @Nullable String line(Source source, String file, int line) {
    String text = null;
    if (line > 0 && source.hasCharacters() && line <= source.getLineCount()) {
      text = source.getCharacters(line).toString();
    } else if (line > 0) {
      List<String> lines = files.computeIfAbsent(file, SourceLines::read);
      text = line <= lines.size() ? lines.get(line - 1) : null;
    }
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static List<String> read(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) && Files.size(path) <= MAX_FILE_BYTES
          ? Files.readAllLines(path)
          : List.of();
    } catch (IOException | InvalidPathException _) {
      return List.of(); // gone, not ours to read, or not in UTF-8
    }
  }
}
