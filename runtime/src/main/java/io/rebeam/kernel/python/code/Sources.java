package io.rebeam.kernel.python.code;

import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of programs for tracebacks: of what was typed or piped, which is kept here, and of files.
 * Any thread.
 */
public final class Sources {
  /** Typed pieces that are kept; the oldest goes first. */
  private static final int MAX_KEPT = 1_000;

  /** Larger files are not read for a line. */
  private static final long MAX_FILE_BYTES = 4L << 20;

  private record ReadFile(String file, FileTime modified, List<String> lines) {}

  /** By file name, such as {@code <3>}, lines by number; guarded by this. */
  private final Map<String, Map<Integer, String>> typed = new LinkedHashMap<>();

  /** The file that was read last: neighbouring frames are often of one. */
  private volatile @Nullable ReadFile last;

  /**
   * Remembers what stands in {@code file}, which has no path. A program that comes in pieces is
   * kept whole: a later piece begins with empty lines in place of those before it.
   */
  public synchronized void keep(String file, String text) {
    Map<Integer, String> before = typed.remove(file);
    Map<Integer, String> lines = before != null && text.startsWith("\n") ? before : new HashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        lines.put(number, line.strip());
      }
    }
    typed.put(file, lines);
    if (typed.size() > MAX_KEPT) {
      typed.remove(typed.keySet().iterator().next());
    }
  }

  /** A line without its indentation; null when it is blank or cannot be read. */
  public @Nullable String line(String file, int line) {
    if (line <= 0) {
      return null;
    }
    if (file.startsWith("<")) {
      synchronized (this) {
        Map<Integer, String> lines = typed.get(file);
        return lines == null ? null : lines.get(line);
      }
    }
    List<String> lines = linesOf(file);
    String text = line <= lines.size() ? lines.get(line - 1) : "";
    return text.isBlank() ? null : text.strip();
  }

  /** The same, from the code's own source where that has been kept. */
  @Nullable String line(Source source, String file, int line) {
    if (line > 0 && source.hasCharacters() && line <= source.getLineCount()) {
      String text = source.getCharacters(line).toString();
      if (!text.isBlank()) {
        return text.strip();
      }
    }
    return line(file, line);
  }

  private List<String> linesOf(String file) {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_FILE_BYTES) {
        return List.of();
      }
      FileTime modified = Files.getLastModifiedTime(path);
      ReadFile before = last;
      if (before != null && before.file.equals(file) && before.modified.equals(modified)) {
        return before.lines;
      }
      List<String> lines = Files.readAllLines(path);
      last = new ReadFile(file, modified, lines);
      return lines;
    } catch (IOException | InvalidPathException _) {
      return List.of(); // gone, not ours to read, or not in UTF-8
    }
  }
}
