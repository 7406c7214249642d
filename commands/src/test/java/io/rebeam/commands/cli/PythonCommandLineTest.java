package io.rebeam.commands.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.node.PythonSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Invocation parse(Map<String, String> environment, String... words) {
    List<String> all = new ArrayList<>(List.of("__python3", "/venv/bin/python3"));
    all.addAll(List.of(words));
    return new CommandLineParser(environment, new PrintWriter(out), new PrintWriter(err))
        .parse(all.toArray(String[]::new));
  }

  private Invocation parse(String... words) {
    return parse(Map.of(), words);
  }

  private static PythonSettings settings(Invocation invocation) {
    return switch (invocation) {
      case Invocation.RunInline run -> run.options().python();
      case Invocation.RunFile run -> run.options().python();
      default -> throw new AssertionError(invocation);
    };
  }

  @Test
  void codeTakesTheRestAsArguments() {
    assertThat(parse("-c", "1+1", "-O", "x"))
        .isInstanceOfSatisfying(
            Invocation.RunInline.class,
            run -> {
              assertThat(run.code()).containsExactly("1+1");
              assertThat(run.arguments()).containsExactly("-O", "x");
              assertThat(run.options().plain()).isTrue();
              assertThat(run.options().python().executable()).isEqualTo("/venv/bin/python3");
            });
  }

  @Test
  void optionsMayBeJoinedWithEachOtherAndWithTheirValue() {
    Invocation invocation = parse("-uOWerror", "-Wignore", "-sc1", "x");

    assertThat(invocation)
        .isInstanceOfSatisfying(
            Invocation.RunInline.class, run -> assertThat(run.code()).containsExactly("1"));
    PythonSettings settings = settings(invocation);
    assertThat(settings.unbuffered()).isTrue();
    assertThat(settings.optimize()).isTrue();
    assertThat(settings.noUserSite()).isTrue();
    assertThat(settings.warnings()).isEqualTo("error,ignore");
  }

  @Test
  void modulesFilesAndStandardInputAreWhatPythonTakesThemFor() {
    assertThat(parse("-m", "unittest", "-v"))
        .isInstanceOfSatisfying(
            Invocation.RunModule.class, run -> assertThat(run.arguments()).containsExactly("-v"));
    assertThat(parse("-X", "utf8", "a.py", "-c", "x"))
        .isInstanceOfSatisfying(
            Invocation.RunFile.class,
            run -> assertThat(run.arguments()).containsExactly("-c", "x"));
    assertThat(parse("-", "a")).isInstanceOf(Invocation.RunStdin.class);
    assertThat(parse("-q")).isInstanceOf(Invocation.Interactive.class);
  }

  @Test
  void theEnvironmentCountsUnlessItIsIgnored() {
    Map<String, String> environment =
        Map.of(
            "PYTHONPATH", "/a:/b",
            "PYTHONWARNINGS", "default",
            "PYTHONOPTIMIZE", "2",
            "PYTHONUNBUFFERED", "");

    PythonSettings settings = settings(parse(environment, "-W", "error", "a.py"));
    assertThat(settings.path()).isEqualTo("/a:/b");
    assertThat(settings.warnings()).isEqualTo("default,error");
    assertThat(settings.optimize()).isTrue();
    assertThat(settings.unbuffered()).isFalse();

    PythonSettings isolated = settings(parse(environment, "-I", "a.py"));
    assertThat(isolated.path()).isEmpty();
    assertThat(isolated.warnings()).isEmpty();
    assertThat(isolated.safePath()).isTrue();
    assertThat(isolated.noUserSite()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-z", "--colour", "-c", "-Oz"})
  void aWrongOptionIsOneLineOnStandardError(String word) {
    assertThat(parse(word)).isEqualTo(new Invocation.Finished(ExitCodes.USAGE));
    assertThat(err.toString())
        .startsWith("python3: ")
        .endsWith("Try 'python3 -h'.\n")
        .hasLineCount(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpIsPrinted() {
    assertThat(parse("-h")).isEqualTo(new Invocation.Finished(ExitCodes.OK));
    assertThat(out.toString()).startsWith("usage: python3 ");
  }
}
