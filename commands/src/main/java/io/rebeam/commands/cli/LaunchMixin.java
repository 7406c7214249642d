package io.rebeam.commands.cli;

import io.rebeam.commands.Choice;
import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.ColorWhen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options common to all ways of running; accepted before and after {@code shell} and {@code
 * run}.
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
      names = "--venv",
      paramLabel = "DIR",
      order = 6,
      description = "Use the packages of a virtual environment, as VIRTUAL_ENV does.")
  private @Nullable Path virtualEnvironment;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      order = 7,
      converter = Colors.class,
      completionCandidates = Colors.class,
      description = "Use colours: ${COMPLETION-CANDIDATES}.")
  private @Nullable ColorWhen color;

  @Option(names = "--debug", order = 8, description = "Show stack traces when rebeam itself fails.")
  private boolean debug;

  @Option(
      names = "--max-processes",
      paramLabel = "N",
      order = 9,
      converter = Amount.Count.class,
      description =
          "Processes that may exist at once (default: " + NodeLimits.DEFAULT_MAX_PROCESSES + ").")
  private @Nullable Integer maxProcesses;

  @Option(
      names = "--max-threads",
      paramLabel = "N",
      order = 10,
      converter = Amount.Count.class,
      description =
          "Threads of blocking processes that may exist at once (default: "
              + NodeLimits.DEFAULT_MAX_BLOCKING_THREADS
              + ").")
  private @Nullable Integer maxThreads;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      order = 11,
      converter = Amount.Seconds.class,
      description =
          "How long a process may unwind after an exit signal (default: "
              + NodeLimits.DEFAULT_GRACE_SECONDS
              + ").")
  private @Nullable Duration grace;

  private static NodeLimits limits(LaunchMixin outer, LaunchMixin inner) {
    NodeLimits defaults = NodeLimits.DEFAULT;
    return new NodeLimits(
        first(inner.maxProcesses, outer.maxProcesses, defaults.maxProcesses()),
        first(inner.maxThreads, outer.maxThreads, defaults.maxBlockingThreads()),
        first(inner.grace, outer.grace, defaults.gracePeriod()));
  }

  private static <T> T first(@Nullable T inner, @Nullable T outer, T otherwise) {
    return inner != null ? inner : outer != null ? outer : otherwise;
  }

  /**
   * These options and those of a subcommand, whose colour wins.
   *
   * @param environment the settings of Python that the variables of the environment give
   */
  LaunchOptions and(LaunchMixin inner, PythonSettings environment) {
    @Nullable Path venv = inner.virtualEnvironment;
    if (venv == null) {
      venv = virtualEnvironment;
    }
    List<Path> both = new ArrayList<>(path);
    both.addAll(inner.path);
    ColorWhen outer = Objects.requireNonNullElse(color, ColorWhen.AUTO);
    return new LaunchOptions(
        interactive || inner.interactive,
        quiet || inner.quiet,
        debug || inner.debug,
        Objects.requireNonNullElse(inner.color, outer),
        both,
        venv,
        environment,
        /* plain= */ false,
        limits(this, inner));
  }

  /** The words of {@code --color}. */
  static final class Colors extends Choice<ColorWhen> {
    Colors() {
      super(List.of(ColorWhen.values()), ColorWhen::word);
    }
  }
}
