package io.rebeam.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Libraries for Python as Debian packages them, for programs that a test runs. */
final class PythonPackages {
  private static final Path INSTALLED = Path.of("/usr/lib/python3/dist-packages");

  private PythonPackages() {}

  /** The folder of the packages that a test has copied, for {@code rebeam -p}. */
  static Path in(Path folder) {
    return folder.resolve("packages");
  }

  /**
   * Copies packages to that folder. Debian's whole folder is of no use: it has modules compiled for
   * CPython, and root would write compiled code into it. A test of a package that is not installed
   * is skipped.
   */
  static void provide(Path folder, String... names) throws IOException {
    for (String name : names) {
      provide(folder, INSTALLED.resolve(name));
    }
  }

  /** Copies a package or a module from another folder. */
  static void provide(Path folder, Path source) throws IOException {
    assumeTrue(Files.exists(source), () -> source + " is not installed");
    Path target = in(folder).resolve(source.getFileName());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".py")) {
          Path copy = target.resolve(source.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
