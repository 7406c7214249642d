package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CPython's own tests, in the main process and in a blocking process. Failing tests are listed,
 * with the reason, in {@code failures.txt}: a new failure fails here, and so does a listed test
 * that passes. Skipped where Debian's package of the tests is not installed.
 */
class CPythonTestsIT {
  private static final Path TESTS = Path.of("/usr/lib/python3.11/test");
  private static final Path OURS = Path.of("src/test/resources/cpython").toAbsolutePath();

  /** Garbage collections, which these tests request often, are slow on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir Path folder;

  @BeforeEach
  void testsAreInstalled() throws IOException {
    assumeTrue(Files.exists(TESTS.resolve("test_asyncio")), () -> TESTS + " is not complete");
  }

  @ParameterizedTest
  @CsvSource({"main, test_contextlib test_asyncio.test_locks", "def, test_asyncio.test_queues"})
  @DisplayName("contextlib, and locks and queues of asyncio, do what CPython's tests ask")
  void someOfTheTests(String where, String modules) throws IOException {
    failAsListed(where, modules);
  }

  @ParameterizedTest
  @CsvSource({
    "main, test_asyncio.test_queues",
    "main, test_asyncio.test_streams",
    "main, test_asyncio.test_taskgroups",
    "main, test_asyncio.test_tasks",
    "main, test_asyncio.test_timeouts",
    "main, test_queue",
    "main, test_selectors",
    "main, test_signal",
    "main, test_threading",
    "def, test_contextlib",
    "def, test_asyncio.test_locks",
    "def, test_asyncio.test_streams",
    "def, test_asyncio.test_taskgroups",
    "def, test_asyncio.test_timeouts",
    "def, test_selectors",
  })
  @DisplayName("the rest of what is listed does what CPython's tests ask, or fails for a reason")
  @EnabledIfSystemProperty(named = "rebeam.cpython", matches = "all")
  void theRest(String where, String modules) throws IOException {
    failAsListed(where, modules);
  }

  private void failAsListed(String where, String modules) throws IOException {
    List<String> names = List.of(modules.split(" "));
    Outcome outcome = new Rebeam.Run(folder, command(where, names)).with("").outcome(LIMIT);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).endsWith("ended\n").contains("passed test_");
    assertThat(outcome.out().lines().filter(line -> line.startsWith("failed ")))
        .as(outcome.err())
        .map(line -> line.substring("failed ".length()))
        .containsExactlyInAnyOrderElementsOf(listed(where, names));
  }

  private List<String> command(String where, List<String> modules) throws IOException {
    Path path = Files.createDirectory(folder.resolve("path"));
    Files.createSymbolicLink(path.resolve("test"), TESTS);
    List<String> command = new ArrayList<>();
    command.add(Rebeam.PROGRAM.toString());
    command.addAll(List.of("-p", path.toString(), OURS + "/run_tests.py", where));
    command.addAll(modules);
    return command;
  }

  /** The tests of these modules that fail there; a line that is not indented is a reason. */
  private static List<String> listed(String where, List<String> modules) throws IOException {
    return Files.readAllLines(OURS.resolve("failures.txt")).stream()
        .filter(line -> line.startsWith("  "))
        .map(line -> line.strip().split(" "))
        .filter(words -> words.length == 1 || words[1].equals(where))
        .map(words -> words[0])
        .filter(test -> modules.stream().anyMatch(module -> test.startsWith(module + ".")))
        .toList();
  }
}
