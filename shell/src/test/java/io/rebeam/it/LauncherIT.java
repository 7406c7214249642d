package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/rebeam} in a tree whose Java is a script that prints its arguments. */
class LauncherIT {
  @TempDir Path folder;

  @BeforeEach
  void makeTree() throws IOException {
    Path java = folder.resolve("jre/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        open=
        for n in 0 1 2; do
          if [ -e /dev/fd/$n ]; then open=$open$n; fi
        done
        echo "$open" >"$TOLD/streams"
        echo "LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-}" >"$TOLD/locale"
        printf '%s\\n' "$@" >"$TOLD/options"
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(Rebeam.PROGRAM, folder.resolve("bin/rebeam"));
  }

  /** Runs the launcher with shell words before and after it. */
  private void run(String before, String after) {
    Outcome outcome =
        Rebeam.shell(
            folder,
            "env -i PATH=\"$PATH\" TOLD=\"$PWD\" %s bin/rebeam %s".formatted(before, after));

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
  }

  private String told(String what) throws IOException {
    return Files.readString(folder.resolve(what)).strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
  void javaFindsNoStandardStreamClosed(String redirections) throws IOException {
    run("", redirections);

    assertThat(told("streams")).isEqualTo("012");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | LC_ALL= LC_CTYPE=C.UTF-8",
        "LANG=C                       | LC_ALL= LC_CTYPE=C.UTF-8",
        "LANG=de_DE.UTF-8 LC_CTYPE=C  | LC_ALL= LC_CTYPE=C.UTF-8",
        "LC_ALL=C                     | LC_ALL=C.UTF-8 LC_CTYPE=",
        "LC_ALL=POSIX LANG=C          | LC_ALL=C.UTF-8 LC_CTYPE=",
        "LANG=de_DE.ISO-8859-1        | LC_ALL= LC_CTYPE=",
        "LC_ALL=de_DE.UTF-8 LANG=C    | LC_ALL=de_DE.UTF-8 LC_CTYPE=",
      })
  void whoChoosesNoLocaleGetsUtf8(String variables, String locale) throws IOException {
    run(variables, "");

    assertThat(told("locale")).isEqualTo(locale);
  }

  @Test
  void anotherCollectorTakesThePlaceOfOurs() throws IOException {
    run("REBEAM_JAVA_OPTS='-XX:+UseZGC -Xmx1g'", "x");
    assertThat(told("options")).contains("-XX:-UseParallelGC\n-XX:+UseZGC\n-Xmx1g\n");

    run("", "-J-XX:+UseSerialGC x");
    assertThat(told("options")).contains("-XX:-UseParallelGC\n-XX:+UseSerialGC\n");

    run("", "-J-XX:+UseStringDeduplication x");
    assertThat(told("options")).doesNotContain("UseParallelGC");
  }
}
