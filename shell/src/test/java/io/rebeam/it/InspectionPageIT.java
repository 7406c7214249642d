package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The session that {@code docs/inspection.md} shows, on a real terminal. */
@EnabledIf("io.rebeam.it.Screen#isPossible")
class InspectionPageIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern INPUT = Pattern.compile("rebeam\\(\\d+\\)> (.*)");
  private static final String ANY_AMOUNT = "\\(?\\d[\\d.]*(ms|s|m\\d\\ds|/s)?";
  private static final Pattern AMOUNT = Pattern.compile(ANY_AMOUNT);

  @TempDir Path folder;

  /**
   * An input of the page and what is below it.
   *
   * @param input what is typed; empty for what comes by itself
   */
  private record Step(String input, List<String> output) {
    /** What must be seen on the screen, whatever the numbers are, and what differs each time. */
    String regex() {
      Stream<String> lines = output.stream().limit(sameLines());
      String prompt = input.isEmpty() ? "" : "> " + Pattern.quote(input) + "\\n";
      return prompt + lines.map(Step::like).collect(Collectors.joining("\\n"));
    }

    private int sameLines() {
      if (input.startsWith(":bt")) {
        return output.size();
      }
      return input.isEmpty() || input.startsWith(":trace") ? 1 : 2;
    }

    private static String like(String line) {
      return Stream.of(line.split("\\s+", -1))
          .map(Step::wordLike)
          .collect(Collectors.joining("\\s+"));
    }

    private static String wordLike(String word) {
      return AMOUNT.matcher(word).matches() ? ANY_AMOUNT : Pattern.quote(word);
    }
  }

  private static List<Step> steps() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/inspection.md"));
    return Pattern.compile("^```text\\n(.*?)\\n```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(page)
        .results()
        .map(block -> step(block.group(1).lines().toList()))
        .toList();
  }

  private static Step step(List<String> lines) {
    Matcher input = INPUT.matcher(lines.getFirst());
    return input.matches()
        ? new Step(input.group(1), lines.subList(1, lines.size()))
        : new Step("", lines);
  }

  @Test
  void theSessionOnThePageIsWhatOneSees() throws Exception {
    Files.createDirectory(folder.resolve("examples"));
    Files.copy(ROOT.resolve("examples/shop.py"), folder.resolve("examples/shop.py"));
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(10);

    try (Screen screen = Screen.start(folder, "-q", "-i", "examples/shop.py")) {
      screen.awaitsMatch("rebeam\\(1\\)>");
      for (Step step : steps) {
        if (!step.input().isEmpty()) {
          screen.enter(step.input());
        }
        screen.awaitsMatch(step.regex());
        if (step.input().startsWith(":trace")) {
          screen.awaitsMatch("(?m)^trace stopped"); // else it comes into the midst of the next
        }
        screen.awaitsMatch("rebeam\\(\\d+\\)>$");
      }
    }
  }
}
