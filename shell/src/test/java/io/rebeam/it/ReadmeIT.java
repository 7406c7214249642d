package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's session, typed into the shipped shell. */
class ReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```rebeam-session\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern PROMPT = Pattern.compile("^(rebeam\\(\\d+\\)> )(.*)$");

  @Test
  void theSessionOfTheReadmeGoesAsItSays() throws Exception {
    List<String> expected = session(Files.readString(Path.of("..", "README.md")));

    List<String> actual = run(typed(expected)).lines().map(String::stripTrailing).toList();

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).matches(pattern(expected.get(i)));
    }
  }

  private static List<String> session(String readme) {
    List<String> lines = new ArrayList<>();
    Matcher block = BLOCK.matcher(readme);
    while (block.find()) {
      block.group(1).lines().forEach(lines::add);
    }
    assertThat(lines).as("the README has a session").isNotEmpty();
    return lines;
  }

  /** The typed lines: the text after a prompt, and the lines of its block. */
  private static String typed(List<String> session) {
    StringBuilder input = new StringBuilder();
    String indent = "";
    for (String line : session) {
      Matcher prompt = PROMPT.matcher(line);
      boolean inBlock = !indent.isEmpty() && (line.isEmpty() || line.startsWith(indent));
      if (prompt.matches()) {
        input.append(prompt.group(2)).append('\n');
        indent = prompt.group(2).endsWith(":") ? " ".repeat(prompt.group(1).length()) : "";
      } else if (inBlock) {
        input.append(line.isEmpty() ? "" : line.substring(indent.length())).append('\n');
        indent = line.isEmpty() ? "" : indent;
      }
    }
    return input.toString();
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Pattern.compile("\\.\\.\\.")
            .splitAsStream(line)
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"))
            .concat(line.endsWith("...") ? ".*" : ""));
  }

  private static String run(String input) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("target/rebeam/bin/rebeam", "-q", "-i").redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("REBEAM_HOME", Files.createTempDirectory("rebeam").toString());
    Process rebeam = builder.start();
    try (var in = rebeam.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(rebeam.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(rebeam.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(rebeam.exitValue()).isZero();
    return output;
  }
}
