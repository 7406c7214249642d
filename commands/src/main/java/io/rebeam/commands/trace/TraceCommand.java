package io.rebeam.commands.trace;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.ProcessOrWord;
import io.rebeam.commands.TimeSpan;
import io.rebeam.commands.WholeNumber;
import io.rebeam.error.BadArgumentException;
import io.rebeam.render.JsonObject;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.TextAnswer;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import io.rebeam.trace.Traces;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :trace}: events of processes as they happen. */
@Command(
    name = ":trace",
    description = {
      "Shows what processes send, receive and the like, while it happens; above the",
      "prompt, while you type on. Without PID, lists the traces that run.",
      "It always ends by itself. Processes that are not traced are not slowed down."
    },
    footer = {
      "",
      "EVENTS: send, receive, spawn, exit, link, register, separated by commas;",
      "send,receive by default. receive is shown when the process takes the message,",
      "with the time it waited in the mailbox. A name stands for the process that has",
      "it while the trace runs, a label for all processes that have it.",
      "",
      "A process of its own evaluates --match; a message for which it raises does not",
      "match.",
      "",
      "Examples:",
      "  :trace counter",
      "  :trace all spawn,exit -n 20 --time 5s",
      "  :trace 42 receive --match 'msg[0] == \"inc\"'",
      "  :trace off"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":trace counter",
    text = "what it sends and receives, as it does")
public final class TraceCommand implements Callable<Integer> {
  private static final String OFF = "off";
  private static final long PATIENCE_SECONDS = 1;

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PID|all|off",
      completionCandidates = Targets.class,
      description = {
        ProcessCandidates.DESCRIPTION + "; 'all' for every process;",
        "'off' stops all traces, 'off N' one."
      })
  private @Nullable String target;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "EVENTS",
      completionCandidates = TraceEvents.class,
      description = "Which events: ${COMPLETION-CANDIDATES}.")
  private @Nullable String events;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "Stop after N events (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = {"-t", "--time"},
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeSpan.class,
      description = "Stop after a time such as 500ms, 2s, 1m (default: ${DEFAULT-VALUE}).")
  private Duration time = TraceLimits.DEFAULT.time();

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "N",
      defaultValue = "50",
      converter = Rate.class,
      description = "Drop what is beyond N events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = {"-m", "--match"},
      paramLabel = "EXPR",
      description = "Only messages for which a Python expression over msg is true.")
  private @Nullable String match;

  TraceCommand(CommandContext context) {
    this.context = context;
  }

  /** Processes, {@code all} and {@code off}. */
  static final class Targets extends ProcessOrWord {
    Targets(CommandContext context) {
      super(context, () -> List.of(TraceRequest.ALL, OFF));
    }
  }

  /** {@code 50} or {@code 50/s}. */
  static final class Rate implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return WholeNumber.parseInt(
          text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
    }
  }

  @Override
  public Integer call() {
    Traces traces = context.node().traces();
    if (target == null) {
      output.show(TraceList.of(traces.running()));
      return ExitCodes.OK;
    }
    if (target.equals(OFF) || target.equals("stop")) {
      stop(traces);
      return ExitCodes.OK;
    }
    return trace(traces, request(target));
  }

  private TraceRequest request(String what) {
    Set<TraceKind> kinds = events == null ? TraceRequest.MESSAGES : TraceEvents.parse(events);
    if (match != null && kinds.stream().noneMatch(TraceKind::isMessage)) {
      throw new BadArgumentException(
          "--match looks at messages, and '%s' has none: add send or receive, or leave it out"
              .formatted(events));
    }
    try {
      return new TraceRequest(
          context.target(what), kinds, new TraceLimits(count, time, rate), match);
    } catch (IllegalArgumentException e) {
      throw new BadArgumentException(String.valueOf(e.getMessage()));
    }
  }

  private int trace(Traces traces, TraceRequest request) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    var lines =
        new TraceOutput(
            out, output.format(), context.outputMode(), request, ZoneId.systemDefault());
    Trace trace;
    try {
      trace = traces.start(request, lines);
    } catch (CancellationException _) {
      return ExitCodes.INTERRUPTED; // before Python has compiled the predicate
    }
    boolean background = context.interactive();
    lines.begin(trace, background ? ":trace off " + trace.number() : "Ctrl-C", output.hasHeader());
    return background ? ExitCodes.OK : await(trace);
  }

  private static int await(Trace trace) {
    try {
      trace.end().get();
      return ExitCodes.OK;
    } catch (InterruptedException _) {
      trace.stop(TraceStop.INTERRUPTED);
      awaitEnd(trace);
      return ExitCodes.INTERRUPTED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void stop(Traces traces) {
    List<Trace> stopped =
        traces.running().stream()
            .filter(trace -> events == null || events.equals(Integer.toString(trace.number())))
            .toList();
    if (stopped.isEmpty() && events != null) {
      throw new BadArgumentException(
          "no trace %s is running; ':trace' lists those that are".formatted(events));
    }
    for (Trace trace : stopped) {
      trace.stop(TraceStop.STOPPED);
      awaitEnd(trace);
    }
    List<Integer> numbers = stopped.stream().map(Trace::number).toList();
    boolean shown = context.interactive() && output.format() == OutputFormat.TABLE;
    if (stopped.isEmpty() || !shown) { // else their last lines show it
      JsonObject json = JsonObject.document("trace_off").put("stopped", numbers);
      output.show(new TextAnswer(text(numbers), json));
    }
  }

  private static String text(List<Integer> numbers) {
    return switch (numbers.size()) {
      case 0 -> "no trace is running";
      case 1 -> "trace " + numbers.getFirst() + " stopped";
      default -> numbers.size() + " traces stopped";
    };
  }

  private static void awaitEnd(Trace trace) {
    try {
      trace.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // the trace ends later; nothing depends on when
    }
  }
}
