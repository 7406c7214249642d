package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the tree, at a path that is not ASCII. */
class MovedTreeIT {
  @TempDir Path folder;

  /** One start for all: each is slow. The shell makes the copy of links: names are bytes to it. */
  @Test
  void copyWithoutALocaleShowsRealPathsAndNothingOfOurs() throws IOException {
    Files.writeString(
        folder.resolve("program.py"),
        """
        import asyncio, json, subprocess

        async def fail():
            async with asyncio.timeout(9):
                await asyncio.sleep(0)
            1 / 0

        async def main():
            await asyncio.sleep(0)
            return "ä"

        print(__file__, asyncio.run(main()))
        print(subprocess.run(["printenv", "LC_ALL"], capture_output=True, text=True).stdout)
        await spawn_monitor(fail)[1]
        json.loads("{")
        """
            .replace("await spawn_monitor(fail)[1]", "spawn_monitor(fail)\nawait receive()"));

    Outcome outcome =
        Rebeam.shell(
            folder,
            """
            built=${REBEAM%/bin/rebeam} copy=${REBEAM%/rebeam/bin/rebeam}/moved-$'\\xc3\\xa4'
            rm -rf "$copy"
            cp -al "$built" "$copy" && mv program.py $'\\xc3\\xa4.py'
            LC_ALL=C "$copy/bin/rebeam" $'\\xc3\\xa4.py'
            code=$?
            rm -rf "$copy"
            exit $code
            """);

    assertThat(outcome.out()).isEqualTo("ä.py ä\nC.UTF-8\n\n");
    assertThat(outcome.err())
        .contains("fail crashed: ZeroDivisionError: division by zero\n  ä.py:6 in fail\n")
        .containsPattern("\n  ä.py:16\n      json.loads.*\n  json/decoder.py:\\d+ in raw_decode  ")
        .doesNotContain("rebeam/_", "<frozen", "/target/rebeam/");
    assertThat(outcome.code()).isEqualTo(1);
  }
}
