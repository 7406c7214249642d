package io.rebeam.shell.completion;

import io.rebeam.eval.Completion;
import io.rebeam.eval.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** The prefix and the quote of a string. */
  private static final Pattern QUOTE = Pattern.compile("[a-zA-Z]{0,2}(\"\"\"|'''|[\"'])");

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
          candidates.add(candidate(found, line.word(), line.line().substring(line.cursor())));
        }
      }
    } catch (RuntimeException _) {
      candidates.clear();
    }
  }

  /**
   * A candidate that begins as the word does, which in a string is the string with its quote. The
   * string is closed, unless more of it may follow or it has been closed already.
   *
   * @param after what stands behind the cursor
   */
  private static Candidate candidate(Completion found, String word, String after) {
    Matcher quote = QUOTE.matcher(word);
    String value = found.value();
    if (quote.lookingAt()) {
      String mark = quote.group(1);
      boolean closes = !value.endsWith("/") && !after.startsWith(mark);
      value = quote.group() + value + (closes ? mark : "");
    }
    return new Candidate(
        value,
        found.display(),
        found.group(),
        found.description().isEmpty() ? null : found.description(),
        null,
        null,
        found.group().equals("keywords"));
  }
}
