package io.rebeam.shell.input;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Colours Python and the command word while they are typed. Looks at each character once. */
final class PythonHighlighter implements Highlighter {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<string>(?i:\\b[rbfu]{1,2})?(?:'''(?:[^\\\\]|\\\\.)*?(?:'''|\\z)|\"""(?:[^\\\\]|\\\\.)*?(?:\"""|\\z)\
          |'(?:[^'\\\\\\n]|\\\\.)*+'?|"(?:[^"\\\\\\n]|\\\\.)*+"?))\
          |(?<comment>\\#[^\\n]*)\
          |(?<pid><0\\.\\d+\\.0>)\
          |(?<number>\\b\\d[\\w.]*)\
          |(?<keyword>\\b(?:and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except\
          |finally|for|from|global|if|import|in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|while\
          |with|yield)\\b)\
          |(?<constant>\\b(?:True|False|None)\\b)\
          """,
          Pattern.DOTALL);

  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle COMMENT =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle KEYWORD =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
  private static final AttributedStyle UNKNOWN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

  private final boolean colors;
  private final Predicate<String> isCommand;

  /**
   * @param isCommand whether a word such as {@code :ps} is a command
   */
  PythonHighlighter(boolean colors, Predicate<String> isCommand) {
    this.colors = colors;
    this.isCommand = isCommand;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    if (!colors) {
      return new AttributedString(buffer);
    }
    return buffer.startsWith(":") ? command(buffer) : python(buffer);
  }

  private AttributedString command(String buffer) {
    int end = buffer.indexOf(' ') < 0 ? buffer.length() : buffer.indexOf(' ');
    String word = buffer.substring(0, end);
    AttributedStyle style = isCommand.test(word) ? AttributedStyle.DEFAULT.bold() : UNKNOWN;
    return new AttributedStringBuilder()
        .styled(style, word)
        .append(buffer.substring(end))
        .toAttributedString();
  }

  private static AttributedString python(String buffer) {
    AttributedStringBuilder out = new AttributedStringBuilder(buffer.length());
    Matcher token = TOKEN.matcher(buffer);
    int at = 0;
    while (token.find()) {
      out.append(buffer, at, token.start());
      out.styled(style(token), token.group());
      at = token.end();
    }
    return out.append(buffer, at, buffer.length()).toAttributedString();
  }

  private static AttributedStyle style(Matcher token) {
    if (token.group("string") != null) {
      return STRING;
    }
    if (token.group("comment") != null) {
      return COMMENT;
    }
    return token.group("keyword") != null ? KEYWORD : NUMBER;
  }

  @Override
  public void setErrorPattern(@Nullable Pattern pattern) {}

  @Override
  public void setErrorIndex(int index) {}
}
