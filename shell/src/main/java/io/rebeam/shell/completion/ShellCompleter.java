package io.rebeam.shell.completion;

import io.rebeam.eval.Completion;
import io.rebeam.eval.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Completes the line at the prompt: a command line by the model of the commands, Python by the
 * session. An error yields no candidates and leaves the line intact.
 */
public final class ShellCompleter implements Completer {
  /** How long Tab may take. It usually takes some milliseconds, but more while Python is busy. */
  private static final Duration BUDGET = Duration.ofMillis(500);

  private final Supplier<CommandSpec> commands;
  private final CompletableFuture<Session> session;

  public ShellCompleter(Supplier<CommandSpec> commands, CompletableFuture<Session> session) {
    this.commands = commands;
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String text = line.line().substring(0, line.cursor());
    try {
      if (text.startsWith(":")) {
        candidates.addAll(new CommandCompleter(commands.get()).complete(line));
      } else if (session.isDone() && !session.isCompletedExceptionally()) {
        for (Completion found : session.join().complete(text, BUDGET)) {
          candidates.add(candidate(found));
        }
      }
    } catch (RuntimeException _) {
      candidates.clear();
    }
  }

  private static Candidate candidate(Completion found) {
    boolean goesOn =
        found.description().equals("module") || found.group().equals("registered names");
    return new Candidate(
        found.value(),
        found.display(),
        found.group(),
        found.description().isEmpty() ? null : found.description(),
        null,
        null,
        !goesOn && found.group().equals("keywords"));
  }
}
