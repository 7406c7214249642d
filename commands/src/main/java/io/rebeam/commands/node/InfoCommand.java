package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.ProcessOrWord;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.process.LiveProcesses;
import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.Pid;
import io.rebeam.render.Report;
import io.rebeam.text.NearestMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :info}: one process in full, or the node by topics. */
@Command(
    name = ":info",
    aliases = ":i",
    description = {
      "Shows everything about a process, without waiting for it; with topics, or",
      "without anything, the node. Topics: system, memory, limits, schedulers, gc,",
      "shell. A process that has the name of a topic is given by its pid."
    },
    footer = {
      "",
      "Examples:",
      "  :info counter",
      "  :i 42",
      "  :info 42 -n 0",
      "  :info",
      "  :info memory gc"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":info 42",
    text = "one process, all about it; also :links 42")
public final class InfoCommand implements InspectionCommand {
  private static final MailboxQuery MESSAGES = MailboxQuery.ends(3, 2);

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  @Parameters(
      arity = "0..*",
      paramLabel = "PID|TOPIC",
      completionCandidates = Subjects.class,
      description = ProcessCandidates.DESCRIPTION + "; or topics of the node.")
  private List<String> words = List.of();

  InfoCommand(CommandContext context) {
    this.context = context;
  }

  /** Processes and topics of the node. */
  static final class Subjects extends ProcessOrWord {
    Subjects(CommandContext context) {
      super(context, NodeTopic::words);
    }
  }

  @Override
  public Integer call() {
    Node node = context.node();
    List<NodeTopic> topics = topics();
    if (topics.size() == words.size()) {
      output.show(
          NodeReport.of(
              new NodeReport.Facts(node, context.session().evaluator()),
              topics.isEmpty() ? NodeTopic.DEFAULT : topics));
      return ExitCodes.OK;
    }
    if (words.size() > 1) {
      throw new BadArgumentException(
          "several words must all be topics, and '%s' is none%s; a process is asked for alone"
              .formatted(unknown(), NearestMatch.hint(unknown(), NodeTopic.words())));
    }
    output.show(report(node, resolve(words.getFirst()), limit.rows(output)));
    return ExitCodes.OK;
  }

  private List<NodeTopic> topics() {
    List<NodeTopic> topics = new ArrayList<>();
    words.forEach(word -> NodeTopic.of(word).ifPresent(topics::add));
    return topics;
  }

  private String unknown() {
    return words.stream().filter(word -> NodeTopic.of(word).isEmpty()).findFirst().orElse("");
  }

  private Pid resolve(String word) {
    try {
      return context.resolve(word);
    } catch (NoSuchProcessException e) {
      Optional<String> topic = NearestMatch.find(word, NodeTopic.words());
      String message = String.valueOf(e.getMessage());
      if (topic.isEmpty() || message.contains("did you mean")) {
        throw e;
      }
      throw new NoSuchProcessException(message + "; did you mean the topic '" + topic.get() + "'?");
    }
  }

  private static Report report(Node node, Pid pid, int limit) {
    return InfoReport.of(
        LiveProcesses.info(node, pid, limit),
        LiveProcesses.otp(node, pid, limit),
        LiveProcesses.mailbox(node, pid, MESSAGES),
        LiveProcesses.stack(node, pid));
  }
}
