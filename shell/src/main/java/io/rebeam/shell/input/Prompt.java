package io.rebeam.shell.input;

import io.rebeam.eval.Session;
import io.rebeam.shell.ShellOptions;
import io.rebeam.shell.completion.ShellCompleter;
import io.rebeam.shell.output.ScreenOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import picocli.CommandLine.Model.CommandSpec;

/** Reads one input after another: a cell of one or more lines, or a command. */
public final class Prompt {
  /** Longer buffers lose highlighting and secondary prompts. */
  private static final int MAX_BUFFER = 65_536;

  private static final int LIST_MAX = 50;
  private static final int MAX_HISTORY = 10_000;

  private final LineReader reader;
  private final ShellParser parser = new ShellParser();
  private final boolean colors;

  /**
   * Sets up the line editor.
   *
   * @param commands the model of the {@code :commands}
   * @param session for completion; may still be starting
   * @param colors whether to colour prompt and input
   */
  public Prompt(
      Terminal terminal,
      CommandSpec commands,
      CompletableFuture<Session> session,
      ShellOptions options,
      boolean colors) {
    this.colors = colors;
    Set<String> words = Set.copyOf(commands.subcommands().keySet());
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("rebeam")
            .parser(parser)
            .completer(new ShellCompleter(commands, session))
            .highlighter(new PythonHighlighter(colors, words::contains))
            .history(new DefaultHistory())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
            .option(LineReader.Option.AUTO_GROUP, true)
            .option(LineReader.Option.AUTO_MENU_LIST, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .variable(LineReader.FEATURES_MAX_BUFFER_SIZE, MAX_BUFFER)
            .variable(LineReader.LIST_MAX, LIST_MAX)
            .variable(LineReader.HISTORY_SIZE, MAX_HISTORY)
            .variable(LineReader.HISTORY_FILE_SIZE, MAX_HISTORY)
            .variable(LineReader.INDENTATION, 1)
            .variable(LineReader.BLINK_MATCHING_PAREN, 0)
            .build();
    useHistoryFile(options.history());
    pasteAsOne();
    bindKeys();
  }

  /** Whether earlier inputs are kept in a file; a folder that cannot be written turns it off. */
  private void useHistoryFile(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      if (Files.isWritable(file)) {
        reader.setVariable(LineReader.HISTORY_FILE, file);
        reader.getHistory().attach(reader);
      }
    } catch (IOException | UnsupportedOperationException _) {
      // the history stays in memory
    }
  }

  /** A bracketed paste is one cell: it is cleaned, and does not wait for an empty line. */
  private void pasteAsOne() {
    Widget insert =
        Objects.requireNonNull(reader.getBuiltinWidgets().get(LineReader.BEGIN_PASTE));
    reader
        .getWidgets()
        .put(
            LineReader.BEGIN_PASTE,
            () -> {
              Buffer buffer = reader.getBuffer();
              int start = buffer.cursor();
              boolean done = insert.apply();
              String pasted = buffer.substring(start, buffer.cursor());
              String clean = PasteCleaner.clean(pasted);
              if (!clean.equals(pasted)) {
                buffer.backspace(pasted.length());
                buffer.write(clean);
              }
              parser.setPasted(clean.indexOf('\n') >= 0);
              return done;
            });
  }

  private void bindKeys() {
    var emacs = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.EMACS));
    emacs.bind(new Reference("edit-and-execute-command"), "\u001be");
    reader
        .getWidgets()
        .put(
            "insert-newline",
            () -> {
              reader.getBuffer().write("\n");
              return true;
            });
    emacs.bind(new Reference("insert-newline"), "\u001b\r", "\u001b\n");
  }

  /**
   * Reads one input; output of processes appears above it meanwhile.
   *
   * @param number the number of the cell, for the prompt
   * @throws org.jline.reader.UserInterruptException when the input was dropped with Ctrl-C
   * @throws org.jline.reader.EndOfFileException when the user leaves
   */
  public String read(int number, ScreenOutput output) {
    String prompt = "rebeam(" + number + ")> ";
    reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, " ".repeat(prompt.length()));
    parser.setPasted(false);
    output.editingBegins(reader);
    try {
      return reader.readLine(styled(prompt));
    } finally {
      output.editingEnds();
    }
  }

  private String styled(String prompt) {
    if (!colors) {
      return prompt;
    }
    return new AttributedStringBuilder()
        .styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN), prompt)
        .toAnsi(reader.getTerminal());
  }
}
