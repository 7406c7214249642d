package io.rebeam.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/completions").toAbsolutePath();

  /** Bash: the words of a command line, the last one to be completed. */
  private static final String BASH =
      """
      source %s/rebeam.bash
      COMP_WORDS=(%s)
      COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
      _rebeam
      printf '%%s\\n' "${COMPREPLY[@]}"
      """;

  /** Zsh in a terminal of its own: types the line and Tab, and prints what is listed. */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PROMPT=; RPROMPT=; unsetopt zle_bracketed_paste; LISTMAX=1000; COLUMNS=200'
      zpty -w shell "autoload -Uz compinit; compinit -u -D; source %s/_rebeam; print rea''dy"
      zpty -r shell out '*ready*'
      zpty -w -n shell $'%s\\t\\t'
      sleep_until=$(( SECONDS + 20 ))
      all=
      while (( SECONDS < sleep_until )); do
        zpty -r -t shell piece && all+=$piece
        [[ $all == *'%s'* ]] && break
      done
      print -r -- $all
      zpty -d shell
      """;

  @TestFactory
  List<DynamicTest> committedScriptsAreTheGeneratedOnes() {
    return GenerateCompletions.scripts().entrySet().stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.getKey(),
                    () ->
                        assertThat(Files.readString(SCRIPTS.resolve(script.getKey())))
                            .as("stale; ./mvnw -Prefresh test-compile writes it anew")
                            .isEqualTo(script.getValue())))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "rebeam --co, --color",
    "rebeam comp, completion",
    "rebeam completion '', bash zsh fish",
    "rebeam --color '', auto always never",
    "rebeam --color = al, always",
    "rebeam -e 1 --deb, --debug",
    "rebeam run --qu, --quiet",
    "rebeam -p src/ma, src/main",
    "rebeam run pom, pom.xml",
    "rebeam run pom.xml src/te, src/test",
    "rebeam pom.xml --co, ''",
  })
  void bashCompletes(String line, String expected) throws Exception {
    String words = line.replace("=", "'='");

    String replies = run("bash", "--norc", "-c", BASH.formatted(SCRIPTS, words));

    assertThat(replies.lines().filter(reply -> !reply.isEmpty()))
        .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebeam my", "rebeam run my", "rebeam my.py my"})
  void bashLeavesNamesOfFilesWhole(String line, @TempDir Path folder) throws Exception {
    for (String name : new String[] {"my prog.py", "my*.py", "myself"}) {
      Files.createFile(folder.resolve(name));
    }
    String inFolder = "cd '" + folder + "'\n" + BASH.formatted(SCRIPTS.toAbsolutePath(), line);

    String replies = run("bash", "--norc", "-c", inFolder);

    assertThat(replies.lines()).containsExactlyInAnyOrder("my prog.py", "my*.py", "myself");
  }

  @ParameterizedTest
  @CsvSource({
    "rebeam --co, --color",
    "rebeam comp, completion",
    "rebeam completion , bash",
    "rebeam --color , always",
    "rebeam run --qu, --quiet",
    "rebeam run pom, pom.xml",
  })
  void fishCompletes(String line, String expected) throws Exception {
    String typed = line.equals("rebeam completion") || line.endsWith("color") ? line + " " : line;

    String replies =
        run(
            "fish",
            "--no-config",
            "-c",
            "source %s/rebeam.fish; complete -C '%s'".formatted(SCRIPTS, typed));

    assertThat(replies.lines().map(reply -> reply.split("\t", -1)[0])).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "rebeam --co, --color",
    "rebeam compl, completion",
    "rebeam completion b, completion bash",
    "rebeam --color al, --color always",
    "rebeam run --qu, --quiet",
  })
  void zshCompletes(String line, String expected) throws Exception {
    assertThat(run("zsh", "-fc", ZSH.formatted(SCRIPTS, line, expected))).contains(expected);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    assumeTrue(isInstalled(command[0]), command[0] + " is not installed; .ci/run installs it");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static boolean isInstalled(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
