package io.rebeam.shell.input;

import io.rebeam.shell.keys.LineEditor;
import io.rebeam.shell.output.ScreenOutput;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jline.reader.Buffer;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The prompt with the line editor: blocks, paste, completion, history, output above the line. */
public final class Prompt implements InputReader {
  /** The maximum length of a buffer with highlighting and secondary prompts. */
  private static final int MAX_BUFFER = 65_536;

  private static final int LIST_MAX = 50;

  private final LineEditor reader;
  private final ScreenOutput output;
  private final ShellParser parser = new ShellParser();
  private final HistoryFile history = new HistoryFile();
  private final boolean colors;

  /**
   * Sets up the line editor.
   *
   * @param isCommand whether a word such as {@code :ps} is a command
   * @param colors whether to colour prompt and input
   */
  public Prompt(
      Terminal terminal,
      ScreenOutput output,
      Completer completer,
      Predicate<String> isCommand,
      boolean colors) {
    this.output = output;
    this.colors = colors;
    this.reader = LineEditor.on(terminal);
    reader.setParser(parser);
    reader.setCompleter(completer);
    reader.setHighlighter(new PythonHighlighter(isCommand, colors));
    reader.setHistory(history);
    reader.option(Option.COMPLETE_MATCHER_TYPO, false);
    reader.option(Option.AUTO_GROUP, true);
    reader.option(Option.AUTO_MENU_LIST, true);
    reader.option(Option.INSERT_TAB, false);
    reader.setVariable(LineReader.FEATURES_MAX_BUFFER_SIZE, MAX_BUFFER);
    reader.setVariable(LineReader.LIST_MAX, LIST_MAX);
    reader.setVariable(LineReader.INDENTATION, 1);
    reader.setVariable(LineReader.BLINK_MATCHING_PAREN, 0);
    pasteAsOne();
    BlockEditing.install(reader);
    Objects.requireNonNull(reader.getKeyMaps().get(LineReader.EMACS))
        .bind(new Reference(LineReader.EDIT_AND_EXECUTE_COMMAND), "\u001be");
  }

  /**
   * Keeps earlier inputs in a file.
   *
   * @return a line for the user when they cannot be kept
   */
  public Optional<String> keepHistory(Path file) {
    return history.use(reader, file);
  }

  /** Makes a bracketed paste one cell: it is cleaned, and needs no empty line at its end. */
  private void pasteAsOne() {
    Widget insert = Objects.requireNonNull(reader.getBuiltinWidgets().get(LineReader.BEGIN_PASTE));
    reader
        .getWidgets()
        .put(
            LineReader.BEGIN_PASTE,
            () -> {
              Buffer buffer = reader.getBuffer();
              int start = buffer.cursor();
              boolean done = insert.apply();
              String pasted = buffer.substring(start, buffer.cursor());
              String clean = PasteCleaner.cleanAt(buffer.substring(0, start), pasted);
              if (!clean.equals(pasted)) {
                buffer.backspace(pasted.length());
                buffer.write(clean);
              }
              if (clean.indexOf('\n') >= 0) {
                parser.setPasted(true);
              }
              return done;
            });
  }

  @Override
  public String read(int number) {
    String prompt = InputReader.prompt(number);
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
