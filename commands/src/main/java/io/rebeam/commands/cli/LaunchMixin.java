package io.rebeam.commands.cli;

import io.rebeam.commands.Choice;
import io.rebeam.render.ColorWhen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that hold whatever is run; accepted before and after {@code shell} and {@code run}.
 */
final class LaunchMixin {
  @Option(
      names = {"-i", "--interactive"},
      order = 3,
      description = "Prompt even after a program or without a terminal.")
  private boolean interactive;

  @Option(
      names = {"-q", "--quiet"},
      order = 4,
      description = "No banner.")
  private boolean quiet;

  @Option(
      names = {"-p", "--path"},
      paramLabel = "DIR",
      order = 5,
      description = "Put a folder at the front of sys.path; may be repeated.")
  private List<Path> path = new ArrayList<>();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      order = 6,
      converter = Colors.class,
      completionCandidates = Colors.class,
      description = "Use colours: ${COMPLETION-CANDIDATES}.")
  private @Nullable ColorWhen color;

  @Option(names = "--debug", order = 7, description = "Show stack traces when rebeam itself fails.")
  private boolean debug;

  LaunchOptions options() {
    return new LaunchOptions(
        interactive, quiet, debug, Objects.requireNonNullElse(color, ColorWhen.AUTO), path);
  }

  /** These options and those of a subcommand, whose colour wins. */
  LaunchOptions and(LaunchMixin inner) {
    List<Path> both = new ArrayList<>(path);
    both.addAll(inner.path);
    ColorWhen outer = Objects.requireNonNullElse(color, ColorWhen.AUTO);
    return new LaunchOptions(
        interactive || inner.interactive,
        quiet || inner.quiet,
        debug || inner.debug,
        Objects.requireNonNullElse(inner.color, outer),
        both);
  }

  /** The words of {@code --color}. */
  static final class Colors extends Choice<ColorWhen> {
    Colors() {
      super(List.of(ColorWhen.values()), ColorWhen::word);
    }
  }
}
