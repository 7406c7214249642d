package io.rebeam.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of rules, {@code docs/semantics.md}, which code, tests and docs cite by number. */
class SemanticsPageTest {
  private static final Path ROOT = TestNode.library().resolve("../../../..").normalize();

  private static final Pattern RULE =
      Pattern.compile("^- \\*\\*([A-N]\\d+)\\*\\* .", Pattern.MULTILINE);

  /** A number that stands alone: no part of a case (T-A01), of a word or of a decision. */
  private static final Pattern CITED =
      Pattern.compile("(?<!design |[\\w.\\-\\\\\"'#%&;])([A-N][1-9]\\d?)(?![\\w.\\-]*\\w)");

  private static List<String> rules() throws IOException {
    return RULE.matcher(Files.readString(ROOT.resolve("docs/semantics.md")))
        .results()
        .map(rule -> rule.group(1))
        .toList();
  }

  @Test
  void everyRuleThatIsCitedStandsOnThePage() throws IOException {
    Map<String, List<String>> cited = new TreeMap<>();
    for (String folder : List.of("runtime/src", "commands/src", "shell/src", "docs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(SemanticsPageTest::isText).forEach(file -> collect(file, cited));
      }
    }

    assertThat(cited).hasSizeGreaterThan(100);
    cited.keySet().removeAll(rules());
    assertThat(cited).as("rules that are cited and not on the page").isEmpty();
  }

  @Test
  void noRuleStandsThereTwice() throws IOException {
    assertThat(rules()).doesNotHaveDuplicates();
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".java") || name.endsWith(".py") || name.endsWith(".md"))
        && !name.equals("semantics.md");
  }

  private static void collect(Path file, Map<String, List<String>> cited) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher matcher = CITED.matcher(text);
    while (matcher.find()) {
      cited
          .computeIfAbsent(matcher.group(1), _ -> new ArrayList<>())
          .add(ROOT.relativize(file).toString());
    }
  }
}
