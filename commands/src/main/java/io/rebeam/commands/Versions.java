package io.rebeam.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The versions of rebeam and its parts, read without starting any of them. */
public final class Versions {
  /** rebeam's own version. */
  public static final String REBEAM;

  /** GraalPy's version that rebeam was built with. */
  public static final String GRAALPY;

  /** JLine's version that rebeam was built with. */
  public static final String JLINE;

  static {
    List<String> lines = load();
    REBEAM = lines.get(0);
    GRAALPY = lines.get(1);
    JLINE = lines.get(2);
  }

  private Versions() {}

  /** The JDK's version and vendor: {@code 25.0.3+9 (Eclipse Adoptium)}. */
  public static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor", "unknown vendor") + ")";
  }

  /** The output of {@code --version}; the first line is {@code rebeam} and its version. */
  public static String text() {
    return """
        rebeam %s
        GraalPy %s
        JDK %s
        JLine %s
        """
        .formatted(REBEAM, GRAALPY, java(), JLINE);
  }

  /** Reads the file that the build has written, one version on each line. */
  private static List<String> load() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.txt")) {
      if (in == null) {
        throw new IllegalStateException("versions.txt is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
