package io.rebeam.man;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rebeam.commands.cli.CommandLineParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine.Model.OptionSpec;

class ManPagesTest {
  private static final Path PAGES = Path.of("src/main/man").toAbsolutePath();

  @TestFactory
  List<DynamicTest> committedPagesAreTheGeneratedOnes() {
    return GenerateManPages.pages().entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey(),
                    () ->
                        assertThat(Files.readString(PAGES.resolve(page.getKey())))
                            .as("stale; ./mvnw -Prefresh test-compile writes it anew")
                            .isEqualTo(page.getValue())))
        .toList();
  }

  @Test
  void theCommittedPageOnJsonIsTheGeneratedOne() throws Exception {
    assertThat(Files.readString(PAGES.resolve("../../../../docs/json.md")))
        .as("stale; ./mvnw -Prefresh test-compile writes it anew")
        .isEqualTo(GenerateManPages.jsonPage());
  }

  @Test
  void everyOptionOfTheHelpIsInThePage() throws Exception {
    String page = Files.readString(PAGES.resolve("rebeam.1")).replace("\\-", "-");

    for (OptionSpec option : CommandLineParser.model().options()) {
      assertThat(page).contains(option.names());
    }
  }

  @TestFactory
  List<DynamicTest> mandocFindsNothingWrong() {
    return GenerateManPages.pages().keySet().stream()
        .map(page -> DynamicTest.dynamicTest(page, () -> lint(PAGES.resolve(page))))
        .toList();
  }

  private static void lint(Path page) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mandoc")),
        "mandoc is not installed; .ci/run installs it");
    Process mandoc =
        new ProcessBuilder("mandoc", "-T", "lint", "-W", "warning", page.toString())
            .redirectErrorStream(true)
            .start();
    String complaints = new String(mandoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(complaints).isEmpty();
  }
}
