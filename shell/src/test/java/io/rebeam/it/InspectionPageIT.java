package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The session in {@code docs/inspection.md}, on a real terminal. */
@EnabledIf("io.rebeam.it.Screen#isPossible")
class InspectionPageIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern INPUT = Pattern.compile("rebeam\\(\\d+\\)> (.*)");
  private static final String ANY_AMOUNT = "\\(?\\d[\\d.]*(ms|s|m\\d\\ds|/s)?";
  private static final Pattern AMOUNT = Pattern.compile(ANY_AMOUNT);

  private static final Set<String> LOOKS = Set.of(":ps", ":mbox", ":bt", ":sched", ":dead");

  @TempDir Path folder;

  /**
   * An input of the page and what is below it.
   *
   * @param input the typed line; empty for output without input
   */
  private record Step(String input, List<String> output) {
    /** A pattern for the expected output, whose numbers differ from run to run. */
    String regex() {
      Stream<String> lines = output.stream().limit(sameLines());
      String prompt = input.isEmpty() ? "" : "> " + Pattern.quote(input) + "\\n";
      return prompt + lines.map(Step::like).collect(Collectors.joining("\\n"));
    }

    /** Whether the input may be repeated, since it has no effect. */
    boolean onlyLooks() {
      return LOOKS.contains(input.split(" ", 2)[0]);
    }

    private int sameLines() {
      if (input.startsWith(":bt")) {
        return output.size();
      }
      boolean oneLine = input.isEmpty() || input.startsWith(":trace") || input.equals(":sched");
      return oneLine ? 1 : 2; // :sched has a second line when the run queue is not empty
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
        if (step.onlyLooks()) {
          lookUntilSeen(screen, step);
          continue;
        }
        if (!step.input().isEmpty()) {
          screen.enter(step.input());
        }
        screen.awaitsMatch(step.regex());
        if (step.input().startsWith(":trace")) {
          screen.awaitsMatch("(?m)^trace stopped"); // else it is in the middle of the next
        }
        screen.awaitsMatch("rebeam\\(\\d+\\)>$");
      }
    }
  }

  /**
   * Repeats the input until the output matches: the processes of the page are woken fifty times a
   * second, and a single look may find one of them in the run queue.
   */
  private static void lookUntilSeen(Screen screen, Step step) {
    Pattern seen = Pattern.compile(step.regex());
    Waiting.until(
        () -> {
          long answers = answers(screen, step);
          screen.enter(step.input());
          Waiting.until(() -> answers(screen, step) > answers, () -> "no answer on " + screen);
          return seen.matcher(screen.text()).find();
        },
        () -> "no '" + seen + "' in " + screen);
  }

  /** How often the screen has the input with an answer and the next prompt below it. */
  private static long answers(Screen screen, Step step) {
    String answered = "> " + Pattern.quote(step.input()) + "\\n(?=.*?\\nrebeam\\(\\d+\\)>)";
    Pattern pattern = Pattern.compile(answered, Pattern.DOTALL);
    return pattern.matcher(screen.text()).results().count();
  }
}
