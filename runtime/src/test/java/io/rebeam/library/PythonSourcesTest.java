package io.rebeam.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rebeam.testing.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The Python sources against ruff and pyright, whose settings are in {@code pyproject.toml} beside
 * them. A failure names file and line, and the command that mends what can be mended.
 */
class PythonSourcesTest {
  private static final int MAX_LINES = 400;

  private static final Path LIBRARY = TestNode.library().toAbsolutePath().normalize();
  private static final Path TESTS = LIBRARY.resolve("../../test/python").normalize();
  private static final Path RUFF = TESTS.resolve("tools/ruff.cjs");

  @Test
  @DisplayName("The sources are laid out as ruff does it, and ruff finds nothing to complain of")
  void ruff() throws IOException, InterruptedException {
    assumeInstalled("ruff-wasm-nodejs", "@astral-sh/ruff-wasm-nodejs", "smol-toml");

    String found = outputOf("node", RUFF.toString(), LIBRARY.toString(), TESTS.toString());

    assertThat(found).as("node %s --fix %s %s mends most of it", RUFF, LIBRARY, TESTS).isEmpty();
  }

  @Test
  @DisplayName("The library has the types that pyright expects")
  void pyright() throws IOException, InterruptedException {
    assumeInstalled("pyright", "pyright");

    String found = outputOf("pyright", "-p", LIBRARY.toString());

    assertThat(found.strip())
        .as("pyright -p %s", LIBRARY)
        .isEqualTo("0 errors, 0 warnings, 0 informations");
  }

  @Test
  @DisplayName("No file of the library has more than 400 lines")
  void lengths() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".py")).toList()) {
        long lines = Files.readString(file).lines().count();
        if (lines > MAX_LINES) {
          tooLong.add(LIBRARY.relativize(file) + ": " + lines);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static void assumeInstalled(String tool, String... packages)
      throws IOException, InterruptedException {
    boolean isInstalled = isOnPath("node") && isOnPath("npm");
    if (isInstalled) {
      Path folder = Path.of(outputOf("npm", "root", "-g").strip());
      isInstalled = Stream.of(packages).allMatch(name -> Files.isDirectory(folder.resolve(name)));
    }
    assumeTrue(isInstalled, tool + " is not installed; .ci/run installs it");
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String outputOf(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
