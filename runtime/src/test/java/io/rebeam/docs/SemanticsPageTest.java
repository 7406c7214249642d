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

/**
 * The page of rules, {@code docs/semantics.md}, and the records of decisions, {@code docs/adr},
 * which code, tests and docs cite by number.
 */
class SemanticsPageTest {
  private static final Path ROOT = TestNode.library().resolve("../../../..").normalize();

  private static final Pattern RULE =
      Pattern.compile("^- \\*\\*([A-N]\\d+)\\*\\* .", Pattern.MULTILINE);

  /** A number that stands alone: no part of a case (T-A01), of a word or of a decision. */
  private static final Pattern CITED =
      Pattern.compile("(?<![\\w.\\-\\\\\"'#%&;])([A-N][1-9]\\d?)(?![\\w.\\-]*\\w)");

  private static final Pattern RECORD = Pattern.compile("\\bADR (\\d+)");

  private static List<String> rules() throws IOException {
    return RULE.matcher(Files.readString(ROOT.resolve("docs/semantics.md")))
        .results()
        .map(rule -> rule.group(1))
        .toList();
  }

  @Test
  void everyRuleThatIsCitedStandsOnThePage() throws IOException {
    Map<String, List<String>> cited = cited(CITED);

    assertThat(cited).hasSizeGreaterThan(100);
    cited.keySet().removeAll(rules());
    assertThat(cited).as("rules that are cited and not on the page").isEmpty();
  }

  @Test
  void everyDecisionThatIsCitedHasARecord() throws IOException {
    Map<String, List<String>> cited = cited(RECORD);

    assertThat(cited).isNotEmpty();
    try (Stream<Path> records = Files.list(ROOT.resolve("docs/adr"))) {
      records
          .map(record -> record.getFileName().toString())
          .filter(name -> name.matches("\\d{4}-.*"))
          .forEach(name -> cited.remove(String.valueOf(Integer.parseInt(name.substring(0, 4)))));
    }
    assertThat(cited).as("decisions that are cited and have no record").isEmpty();
  }

  @Test
  void noRuleStandsThereTwice() throws IOException {
    assertThat(rules()).doesNotHaveDuplicates();
  }

  /** The numbers that sources and pages cite, with the files. */
  private static Map<String, List<String>> cited(Pattern pattern) throws IOException {
    Map<String, List<String>> cited = new TreeMap<>();
    for (String folder : List.of("runtime/src", "commands/src", "shell/src", "docs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(SemanticsPageTest::isText).forEach(file -> collect(file, pattern, cited));
      }
    }
    return cited;
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".java") || name.endsWith(".py") || name.endsWith(".md"))
        && !name.equals("semantics.md");
  }

  private static void collect(Path file, Pattern pattern, Map<String, List<String>> cited) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      cited
          .computeIfAbsent(matcher.group(1), _ -> new ArrayList<>())
          .add(ROOT.relativize(file).toString());
    }
  }
}
