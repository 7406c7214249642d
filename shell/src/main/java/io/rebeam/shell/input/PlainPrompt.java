package io.rebeam.shell.input;

import io.rebeam.shell.output.ScreenOutput;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** The prompt without a line editor: a dumb terminal, or a pipe with {@code -i}. */
public final class PlainPrompt implements InputReader {
  private final PlainLines lines;
  private final ScreenOutput output;
  private final boolean echoes;

  /**
   * @param echoes whether to echo the input, since there is no terminal
   */
  public PlainPrompt(PlainLines lines, ScreenOutput output, boolean echoes) {
    this.lines = lines;
    this.output = output;
    this.echoes = echoes;
  }

  @Override
  public String read(int number) {
    String prompt = InputReader.prompt(number);
    StringBuilder text = new StringBuilder();
    output.print(prompt);
    while (true) {
      String line = next(text);
      text.append(line);
      if (PythonInput.check(text.toString(), /* pasted= */ false)
          instanceof Completeness.Complete) {
        return text.toString();
      }
      text.append('\n');
      output.print(" ".repeat(prompt.length()));
    }
  }

  /** The next line. At the end of the input, an unfinished block counts as finished. */
  private String next(StringBuilder before) {
    try {
      String line = lines.read();
      if (line == null) {
        output.print("\n");
        if (before.isEmpty()) {
          throw new EndOfFileException();
        }
        return "";
      }
      if (echoes) {
        output.print(line + "\n");
      } else {
        output.lineEnded();
      }
      return line;
    } catch (InterruptedException _) {
      output.print("\n");
      throw new UserInterruptException(before.toString());
    }
  }
}
