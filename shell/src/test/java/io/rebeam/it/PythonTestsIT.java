package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's unit tests in Python, on the distribution. */
class PythonTestsIT {
  private static final Path TESTS = Path.of("../runtime/src/test/python").toAbsolutePath();

  @TempDir Path folder;

  @Test
  @DisplayName("The library's own unit tests pass")
  void unittest() {
    Outcome outcome =
        Rebeam.run(folder, "", "-m", "unittest", "discover", "-s", TESTS.normalize().toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("OK").doesNotContain("Ran 0 tests");
  }
}
