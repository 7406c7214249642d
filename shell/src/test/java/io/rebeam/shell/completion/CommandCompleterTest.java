package io.rebeam.shell.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.shell.CommandWords;
import io.rebeam.commands.shell.ShellCommands;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Theme;
import io.rebeam.shell.PipedTerminal;
import io.rebeam.shell.input.ShellParser;
import io.rebeam.testing.CapturedOutput;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The node has not started, so that the only names are those of {@link CallCommand}. */
class CommandCompleterTest {
  private final CommandSpec model =
      new ShellCommands(
              new CommandContext(
                  new CompletableFuture<>(),
                  new CompletableFuture<>(),
                  () -> new OutputMode(Theme.NONE, 80, true),
                  _ -> {},
                  false),
              List.of(_ -> new CallCommand()),
              new PrintWriter(Writer.nullWriter()),
              new PrintWriter(Writer.nullWriter()))
          .model();

  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("alpha", "a b c", "it's", "say \"x\"", "back\\slash", ">", "-x", "two\nlines")
          .iterator();
    }
  }

  @Command(name = ":call", description = "Calls somebody.")
  static final class CallCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "NAME", completionCandidates = Names.class)
    private @Nullable String name;

    @Option(names = "--with", paramLabel = "NAME", completionCandidates = Names.class)
    private @Nullable String other;

    @Override
    public void run() {
      throw new AssertionError(name + " and " + other + " are only completed");
    }
  }

  private List<Candidate> complete(String line) {
    return new CommandCompleter(model)
        .complete(new ShellParser().parse(line, line.length(), ParseContext.COMPLETE));
  }

  private List<String> values(String line) {
    return complete(line).stream().map(Candidate::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":tim            | :time :timeit :timers",
        ":ps --so        | --sort",
        ":ps --sort m    | mq monitors mem",
        ":ps --sort=m    | --sort=mq --sort=monitors --sort=mem",
        ":ps -s=mq       | -s=mq",
        ":ps --state=r   | --state=runnable --state=running",
        ":ps -o pid,na   | pid,name",
        ":ps -o pid,mq,m | pid,mq,monitors pid,mq,mem",
        ":ps --columns=pid,mo | --columns=pid,monitors",
        ":ps --sort=mq -o na  | name",
        ":ps sort m      | ''",
        ":trace sink s   | send spawn",
        ":trace sink send,s   | send,spawn",
        ":trace of       | off",
        ":trace -n 5 x re     | receive register",
        ":watch :mb      | :mbox",
        ":watch -i 1s :ti     | :timers",
        ":watch :kil     | ''",
        ":watch :ps --sort=m  | --sort=mq --sort=monitors --sort=mem",
        ":watch -i 1s :info me    | memory",
        ":watch counter m     | ''",
        ":info mem       | memory",
        ":reg            | :registry :regs",
        ":info memory sy | system",
        ":help t         | tables time timeit timers trace top tb tree",
        ":help :tr       | :trace :tree",
        ":help pz        | ''",
        ":nosuch m       | ''"
      })
  void whatIsTypedIsCompletedFromTheModel(String line, String words) {
    assertThat(values(line))
        .containsExactlyInAnyOrder(words.isEmpty() ? new String[0] : words.split(" "));
  }

  @Test
  void allThatCanFollowIsOfferedBehindAnOptionOrAComma() {
    assertThat(values(":ps --state="))
        .containsExactly(
            "--state=runnable",
            "--state=running",
            "--state=waiting",
            "--state=blocked",
            "--state=suspended",
            "--state=exiting");
    assertThat(values(":trace sink send,"))
        .containsExactly("send,receive", "send,spawn", "send,exit", "send,link", "send,register");
    assertThat(values(":ps -o pid,")).contains("pid,name", "pid,mem").doesNotContain("pid,pid");
    assertThat(values(":watch :")).contains(":ps", ":i", ":mbox").doesNotContain(":kill", ":watch");
    assertThat(values(":help ")).contains(":ps", ":call").doesNotContain("ps");
  }

  @Test
  void aListShowsItsNextWordAloneAndMayGoOn() {
    Candidate next = complete(":ps -o pid,na").getFirst();

    assertThat(next.displ()).isEqualTo("name");
    assertThat(next.complete()).isFalse();
    assertThat(complete(":ps --sort=mq").getFirst().complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ":call a         | alpha & a\\ b\\ c",
        ":call a\\ b     | a\\ b\\ c",
        ":call \"a       | \"alpha\" & \"a b c\"",
        ":call \"a b     | \"a b c\"",
        ":call 'a b      | 'a b c'",
        ":call it        | it\\'s",
        ":call it\\'     | it\\'s",
        ":call \"it'     | \"it's\"",
        ":call 'it       | 'it'\\''s'",
        ":call say       | say\\ \\\"x\\\"",
        ":call \"say \\\"  | \"say \\\"x\\\"\"",
        ":call back      | back\\\\slash",
        ":call \\>       | \\>",
        ":call --with=a  | --with=alpha & --with=a\\ b\\ c",
        ":call --with a  | alpha & a\\ b\\ c",
        ":call --with 'a b c' al | alpha"
      })
  void aNameIsOfferedAsItMustBeTypedAndAsItWasBegun(String line, String offered) {
    assertThat(values(line)).containsExactly(offered.split(" & "));
  }

  @Test
  void namesThatNoLineCanHoldAreNotOffered() {
    assertThat(values(":call "))
        .containsExactly(
            "alpha", "\"a b c\"", "\"it's\"", "\"say \\\"x\\\"\"", "\"back\\\\slash\"", "\">\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "'", "a", "i", "s", "b", "\\>"})
  void theCommandLineTakesBackWhatIsOffered(String begun) {
    List<Candidate> candidates = complete(":call " + begun);

    assertThat(candidates).isNotEmpty();
    for (Candidate candidate : candidates) {
      assertThat(CommandWords.split(":call " + candidate.value() + " x").words())
          .containsExactly(":call", candidate.displ(), "x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ":ps --sort=mo^     | :ps --sort=monitors",
        ":ps -o pid,na^,pr^ | :ps -o pid,name,prio",
        ":call a\\ ^        | :call a b c",
        ":call \"a b^       | :call a b c",
        ":call it^          | :call it's",
        ":call it^--wi^al^  | :call it's --with alpha",
        ":watch :mb^--fu^   | :watch :mbox --full",
        ":info mem^         | :info memory",
        ":help timer^       | :help timers"
      })
  void tabWritesTheOnlyOneThatFits(String keys, String words) throws IOException {
    String line = typed(keys.replace('^', '\t'));

    assertThat(String.join(" ", CommandWords.split(line).words())).isEqualTo(words);
  }

  /** Reads a line with an editor that is set up like that of the prompt. */
  private String typed(String text) throws IOException {
    var screen = new CapturedOutput();
    var keys = new PipedOutputStream();
    Terminal terminal = PipedTerminal.open(keys, screen);
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new ShellParser())
            .completer(new ShellCompleter(() -> model, new CompletableFuture<>()))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
            .build();
    var line =
        CompletableFuture.supplyAsync(() -> reader.readLine("> "), Thread::startVirtualThread);
    // Before the prompt is shown the terminal would handle the keys itself.
    TestProbe.expect(() -> screen.text().contains("> "), () -> "no prompt");
    keys.write((text + "\r").getBytes(UTF_8));
    keys.flush();
    return line.join();
  }
}
