package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples, run by the shipped program. */
class ExamplesIT {
  private static final String EXAMPLES = "../examples/";

  private record Result(int code, String out, String err) {}

  @Test
  void counterCountsWhatItsClientsAdd() throws Exception {
    Result result = rebeam("counter.py", "4", "25");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("4 clients counted to 100");
  }

  @Test
  void ringPassesItsTokenRound() throws Exception {
    Result result = rebeam("ring.py", "50", "1000");

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("50 processes in a ring").contains("1000 hops");
  }

  @Test
  void watcherRestartsItsWorkerAndGivesUp() throws Exception {
    Result result = rebeam("watcher.py");

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("restart 1").contains("restart 2").contains("giving up");
    assertThat(result.err()).contains("crashed: ZeroDivisionError: division by zero");
  }

  @Test
  void echoServesEachConnectionByAProcess() throws Exception {
    Result result = rebeam("echo.py", "40", "6");

    // On a slow machine there may be a warning about a long slice of a connection.
    assertThat(result.err()).doesNotContain("crashed", "Error", "abandoned");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("38 clients got all 6 lines back, 2 lost their connection")
        .contains("the server ended: shutdown");
  }

  @Test
  void wordcountCountsAsTheUnixToolsDo() throws Exception {
    List<String> texts = texts();

    Result result = rebeam("wordcount.py", texts.toArray(String[]::new));

    assertThat(result.code()).isZero();
    assertThat(result.out().lines().map(String::strip).toList())
        .containsExactlyInAnyOrderElementsOf(countedByTools(texts));
  }

  @Test
  void wordcountSaysWhichFileItCannotRead() throws Exception {
    Result result = rebeam("wordcount.py", "no-such.txt");

    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("no-such.txt").doesNotContain("Traceback");
  }

  private static List<String> texts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(EXAMPLES, "texts"))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<String> countedByTools(List<String> texts) throws Exception {
    String counting =
        "cat \"$@\" | tr -cs '[:alnum:]' '\\n' | tr '[:upper:]' '[:lower:]' | sed '/^$/d'"
            + " | sort | uniq -c";
    List<String> command = new ArrayList<>(List.of("sh", "-c", counting, "sh"));
    command.addAll(texts);
    return run(command).out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  private static Result rebeam(String example, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("target/rebeam/bin/rebeam", EXAMPLES + example));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  private static Result run(List<String> command) throws Exception {
    Path err = Files.createTempFile("rebeam", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return new Result(code, out, Files.readString(err));
  }
}
