package io.rebeam.commands.screen;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.CommandRunner;
import io.rebeam.commands.CommandRunner.Answer;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.ProcessOrWord;
import io.rebeam.commands.UsageMessage;
import io.rebeam.error.BadArgumentException;
import io.rebeam.render.OutputFormat;
import io.rebeam.text.NearestMatch;
import io.rebeam.time.Ticker;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :watch}: the view of a process or the answer of another command, kept up to date. */
@Command(
    name = ":watch",
    description = {
      "Shows a process, as ':info' does, or the answer of a command, and keeps it up",
      "to date on the whole screen. Where there is no screen, and with -n, --json or",
      "--plain, writes the answer each time that it differs from the last.",
      "It ends when the command fails, because its process has ended."
    },
    footer = {
      "",
      "Keys: arrows scroll, p pauses, + and - change the pace, q leaves.",
      "Options of :watch come before PID or COMMAND, others belong to the command.",
      "",
      "Examples:",
      "  :watch counter",
      "  :watch :mbox counter --full",
      "  :watch -i 5s :ps --sort mq",
      "  :watch -n 10 --json 42 > changes.json"
    })
public final class WatchCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandRunner runner;

  private @Nullable CommandSpec own;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "1..*",
      paramLabel = "PID|COMMAND",
      completionCandidates = Subjects.class,
      description = {
        ProcessCandidates.DESCRIPTION + "; or a command that looks,",
        "with its colon and arguments."
      })
  private List<String> words = List.of();

  @Mixin private PaceOption interval;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Write N answers instead of taking the screen; 0 for no end.")
  private @Nullable Integer count;

  WatchCommand(CommandContext context, CommandRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  /** Processes and inspection commands. */
  static final class Subjects extends ProcessOrWord {
    Subjects(CommandContext context, CommandRunner runner) {
      super(context, runner::inspections);
    }
  }

  @Spec
  void belongsTo(CommandSpec spec) {
    spec.parser().stopAtPositional(true); // the options of the watched command follow
    own = spec;
  }

  @Override
  public Integer call() {
    if (count != null && count < 0) {
      throw new BadArgumentException("a number of answers cannot be negative");
    }
    var pace = interval.pace();
    List<String> command = command();
    Optional<FullScreen> screen = context.screen();
    if (screen.isEmpty() || count != null || output.format() != OutputFormat.TABLE) {
      return write(command, pace, count == null ? 0 : count);
    }
    Answer first = runner.run(command, context.outputMode().get());
    if (first.code() != ExitCodes.OK) { // the error is shown at the prompt
      return fail(first);
    }
    String title = String.join(" ", command);
    var show =
        new AnswerShow(
            runner, Ticker.system(), pace, title, List.of(new AnswerShow.Tab("", "", command)));
    return ScreenLoop.run(screen.get(), show, context.outputMode());
  }

  private List<String> command() {
    String first = words.getFirst();
    List<String> command = new ArrayList<>();
    if (first.startsWith(":")) {
      if (!runner.has(first)) {
        throw new BadArgumentException(
            UsageMessage.withList(
                UsageMessage.unknownCommand(first, Set.copyOf(runner.inspections()))));
      }
      if (!runner.isInspection(first)) {
        throw new BadArgumentException(
            "'%s' is not a command that only looks%s"
                .formatted(first, NearestMatch.hint(first, runner.inspections())));
      }
      command.addAll(words);
    } else if (words.size() > 1) {
      throw new BadArgumentException(
          ":watch takes one process, or a command with its colon, as in ':watch :mbox 42'");
    } else {
      command.add(":info");
      command.add(context.resolve(first).toString());
    }
    switch (output.format()) {
      case JSON -> command.add(1, "--json");
      case PLAIN -> command.add(1, "--plain");
      case TABLE -> {}
    }
    return command;
  }

  private int write(List<String> command, Pace pace, int answers) {
    PrintWriter target = Objects.requireNonNull(own).commandLine().getOut();
    String last = "";
    int written = 0;
    while (true) {
      Answer answer = runner.run(command, context.outputMode().get());
      if (answer.code() != ExitCodes.OK) {
        return fail(answer);
      }
      if (!answer.text().equals(last)) {
        if (written > 0 && output.format() == OutputFormat.TABLE) {
          target.println();
        }
        target.print(answer.text());
        target.flush();
        last = answer.text();
        written++;
      }
      if (written == answers && answers > 0 || target.checkError()) {
        return ExitCodes.OK;
      }
      try {
        Thread.sleep(pace.interval());
      } catch (InterruptedException _) {
        return ExitCodes.INTERRUPTED;
      }
    }
  }

  private int fail(Answer failed) {
    PrintWriter errors = Objects.requireNonNull(own).commandLine().getErr();
    errors.print(failed.text());
    errors.flush();
    return failed.code();
  }
}
