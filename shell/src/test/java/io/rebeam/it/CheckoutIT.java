package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rebeam} in a checkout whose build is a script. */
class CheckoutIT {
  @TempDir Path folder;

  @BeforeEach
  void makeCheckout() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("shell/src/dist/lib"));
    Files.copy(Path.of("src/dist/lib/find-jvm.sh"), lib.resolve("find-jvm.sh"));
    Files.copy(Path.of("..", "rebeam"), folder.resolve("rebeam"));
    Files.writeString(folder.resolve("pom.xml"), "");
    executable(
        "mvnw",
        """
        #!/bin/sh
        tree=shell/target/rebeam
        mkdir -p $tree/bin
        cp ran $tree/bin/rebeam
        if [ -e wait ]; then touch waiting; fi
        while [ -e wait ]; do sleep 0.1; done
        touch $tree/.built
        echo '[INFO] BUILD SUCCESS'
        """);
    executable("ran", "#!/bin/sh\necho ran\n");
  }

  private void executable(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run() {
    return Rebeam.shell(folder, "./rebeam 2>&1");
  }

  private void lock(String pid) throws IOException {
    Files.createDirectories(folder.resolve(".rebeam-build"));
    if (!pid.isEmpty()) {
      Files.writeString(folder.resolve(".rebeam-build/pid"), pid);
    }
  }

  @Test
  void itIsBuiltOnce() {
    assertThat(run().out()).contains("rebeam: building with ").endsWith("ran\n");
    assertThat(run().out()).isEqualTo("ran\n");
    assertThat(folder.resolve(".rebeam-build")).doesNotExist();
  }

  @Test
  void lockOfADeadBuildIsTakenOver() throws IOException {
    lock("99999999");

    assertThat(run().out()).doesNotContain("waiting").endsWith("ran\n");
  }

  @Test
  void lockThatNobodySignsIsTakenOver() throws IOException {
    lock("");

    assertThat(run().out())
        .startsWith("rebeam: waiting for another build (process unknown)\n")
        .endsWith("ran\n");
  }

  @Test
  void unwritableCheckoutIsTold() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(folder), "root may write everywhere");

    assertThat(run())
        .isEqualTo(
            new Outcome(
                126,
                "rebeam: cannot write to "
                    + folder.toRealPath()
                    + ", and rebeam has to be built first\n",
                ""));
  }

  @Test
  void interruptedBuildIsMadeAgain() throws IOException {
    run();
    Files.writeString(folder.resolve("wait"), "");
    Files.delete(folder.resolve("shell/target/rebeam/.built"));
    // In a session of its own, so that the signal reaches the build as Ctrl-C does.
    Run build =
        new Run(
            folder,
            List.of(
                "bash",
                "-c",
                "set -m; ./rebeam & until [ -e waiting ]; do sleep 0.1; done;"
                    + " kill -INT -- -$!; wait $!"));

    assertThat(build.outcome().code()).isEqualTo(130);
    assertThat(folder.resolve(".rebeam-build")).doesNotExist();
    Files.delete(folder.resolve("wait"));
    assertThat(run().out()).contains("rebeam: building with ").endsWith("ran\n");
  }
}
