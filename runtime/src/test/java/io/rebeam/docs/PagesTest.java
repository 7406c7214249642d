package io.rebeam.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages with programs, each above its output. */
class PagesTest {
  private static final List<String> PAGES =
      List.of("processes.md", "otp.md", "testing.md", "coming-from.md");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^```python\\n(.*?)^```\\n\\n```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @RegisterExtension final TestNode node = new TestNode();

  private static String text(String page) throws IOException {
    return Files.readString(TestNode.library().resolve("../../../../docs").resolve(page));
  }

  static Stream<Arguments> examples() throws IOException {
    List<Arguments> examples = new ArrayList<>();
    for (String page : PAGES) {
      String text = text(page);
      Matcher example = EXAMPLE.matcher(text);
      while (example.find()) {
        long line = text.substring(0, example.start()).lines().count() + 1;
        examples.add(Arguments.of(page + ":" + line, example.group(1), example.group(2)));
      }
    }
    return examples.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void anExampleDoesWhatStandsBelowIt(String place, String program, String output) {
    TestNode.Outcome outcome = node.run(program);

    assertThat(outcome.output()).as(place).isEqualTo(output);
  }

  @Test
  void everyProgramOnAPageIsAnExample() throws IOException {
    long programs = 0;
    for (String page : PAGES) {
      programs +=
          Pattern.compile("^```python$", Pattern.MULTILINE).matcher(text(page)).results().count();
    }

    assertThat(examples().count()).isEqualTo(programs);
  }
}
