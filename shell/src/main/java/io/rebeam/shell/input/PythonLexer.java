package io.rebeam.shell.input;

import io.rebeam.shell.input.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits Python source into tokens: one pass, linear, for any text.
 *
 * <p>F-strings nest as since Python 3.12. An error (a string without end, a bracket that does not
 * match) closes everything that was open, so that the text after it is still recognised.
 */
final class PythonLexer {
  private static final Set<String> PREFIXES = Set.of("r", "u", "b", "f", "br", "rb", "fr", "rf");

  private final String text;
  private final boolean commands;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private int pos;
  private int statementStart;
  private int chunkStart;
  private int openString = -1;
  private boolean broken;
  private boolean continued;

  private PythonLexer(String text, boolean commands) {
    this.text = text;
    this.commands = commands;
  }

  /** The tokens of Python source. */
  static Lexed lex(String text) {
    return new PythonLexer(text, false).run();
  }

  /** The tokens of a script in which a line that starts with a colon is a command. */
  static Lexed lexScript(String text) {
    return new PythonLexer(text, true).run();
  }

  private Lexed run() {
    while (pos < text.length()) {
      if (!frames.isEmpty() && frames.getLast().isLiteral()) {
        literal(frames.getLast());
      } else {
        step(text.charAt(pos));
      }
    }
    if (!frames.isEmpty() && frames.getLast().isLiteral() && openString < 0) {
      endInLiteral(frames.getLast());
    }
    return new Lexed(text, List.copyOf(tokens), List.copyOf(frames), openString, broken, continued);
  }

  private void step(char c) {
    if (Chars.opensCommand(c) && commands && pos == statementStart && frames.isEmpty()) {
      emit(Kind.COMMAND, Chars.lineEnd(text, pos));
    } else if (Chars.isNewline(c)) {
      newline();
    } else if (Chars.isSpace(c)) {
      pos++;
    } else if (c == '#') {
      emit(Kind.COMMENT, Chars.lineEnd(text, pos));
    } else if (c == '\\') {
      backslash();
    } else if (c == '"' || c == '\'') {
      string(pos, "");
    } else if (Chars.isDigit(c) || c == '.' && digitAt(pos + 1)) {
      emit(Kind.NUMBER, numberEnd());
    } else if (Chars.isNameStart(text.codePointAt(pos))) {
      name();
    } else {
      operator(c);
    }
  }

  private void newline() {
    int next = Chars.afterNewline(text, pos);
    if (frames.isEmpty()) {
      emit(Kind.NEWLINE, next);
      statementStart = next;
    } else {
      pos = next;
    }
  }

  private void backslash() {
    if (pos + 1 == text.length()) {
      continued = true;
      emit(Kind.CONTINUATION, pos + 1);
    } else if (Chars.isNewline(text.charAt(pos + 1))) {
      emit(Kind.CONTINUATION, Chars.afterNewline(text, pos + 1));
    } else {
      emit(Kind.OPERATOR, pos + 1);
      fail();
    }
  }

  private void name() {
    int end = pos;
    while (end < text.length() && Chars.isNamePart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    if (end == pos) { // a character that starts a name but cannot be part of one
      end += Character.charCount(text.codePointAt(pos));
    }
    if (end - pos <= 2 && end < text.length() && isQuote(text.charAt(end))) {
      String prefix = text.substring(pos, end).toLowerCase(Locale.ROOT);
      if (PREFIXES.contains(prefix)) {
        string(end, prefix);
        return;
      }
    }
    emit(Kind.NAME, end);
  }

  private int numberEnd() {
    int end = pos;
    boolean radix =
        text.charAt(pos) == '0' && pos + 1 < text.length() && "xXoObB".indexOf(at(pos + 1)) >= 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign =
          (c == '+' || c == '-') && !radix && end > pos && "eE".indexOf(at(end - 1)) >= 0;
      if (sign ? !digitAt(end + 1) : !(c == '.' && !radix || c < 128 && Chars.isNamePart(c))) {
        break;
      }
      end++;
    }
    return end;
  }

  private void operator(char c) {
    switch (c) {
      case '(' -> open(')');
      case '[' -> open(']');
      case '{' -> open('}');
      case ')', ']', '}' -> close(c);
      case ':' -> colon();
      default -> emit(Kind.OPERATOR, pos + Character.charCount(text.codePointAt(pos)));
    }
  }

  private void open(char close) {
    int start = pos;
    emit(Kind.OPEN, pos + 1);
    frames.add(Frame.bracket(start, close));
  }

  private void close(char c) {
    Frame top = frames.isEmpty() ? null : frames.getLast();
    boolean field = top != null && top.kind() == Frame.Kind.FIELD;
    if (top == null || (field ? c != '}' : c != top.close())) {
      emit(Kind.CLOSE, pos + 1);
      fail();
      return;
    }
    frames.removeLast();
    emit(Kind.CLOSE, pos + 1);
    chunkStart = pos;
  }

  private void colon() {
    if (!frames.isEmpty() && frames.getLast().kind() == Frame.Kind.FIELD) {
      emit(Kind.OPERATOR, pos + 1);
      frames.add(frames.getLast().spec(pos));
      chunkStart = pos;
    } else {
      emit(Kind.OPERATOR, text.startsWith(":=", pos) ? pos + 2 : pos + 1);
    }
  }

  private void string(int quoteAt, String prefix) {
    int start = pos;
    char quote = text.charAt(quoteAt);
    boolean triple = tripleAt(quoteAt, quote);
    pos = quoteAt + (triple ? 3 : 1);
    if (prefix.indexOf('f') >= 0) {
      boolean raw = prefix.indexOf('r') >= 0;
      frames.add(new Frame(Frame.Kind.FSTRING, start, quote, triple, raw));
      chunkStart = start;
    } else {
      plainString(start, quote, triple);
    }
  }

  private void plainString(int start, char quote, boolean triple) {
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == '\\') {
        escape();
      } else if (c == quote && (!triple || tripleAt(pos, quote))) {
        emitFrom(start, Kind.STRING, pos + (triple ? 3 : 1));
        return;
      } else if (!triple && Chars.isNewline(c)) {
        emitFrom(start, Kind.STRING, pos);
        fail();
        return;
      } else {
        pos++;
      }
    }
    endInString(start, start, triple);
  }

  /** Skips a backslash and the next character; beyond the end if it is the last character. */
  private void escape() {
    boolean crLf = text.startsWith("\r\n", pos + 1);
    pos += crLf ? 3 : 2;
  }

  private void literal(Frame frame) {
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == '\\') {
        literalEscape(frame.raw());
      } else if (c == frame.close() && (!frame.triple() || tripleAt(pos, c))) {
        literalEnd(frame);
        return;
      } else if (!frame.triple() && Chars.isNewline(c)) {
        chunk(pos);
        fail();
        return;
      } else if (c == '{' && frame.kind() == Frame.Kind.FSTRING && text.startsWith("{{", pos)) {
        pos += 2;
      } else if (c == '{') {
        chunk(pos);
        int start = pos;
        emit(Kind.OPEN, pos + 1);
        frames.add(frame.field(start));
        return;
      } else if (c == '}' && frame.kind() == Frame.Kind.SPEC) {
        chunk(pos);
        frames.removeLast();
        close(c);
        return;
      } else {
        pos++;
      }
    }
    endInLiteral(frame);
  }

  private void literalEnd(Frame frame) {
    chunk(pos + (frame.triple() ? 3 : 1));
    if (frame.kind() == Frame.Kind.SPEC) {
      fail();
    } else {
      frames.removeLast();
      chunkStart = pos;
    }
  }

  private void literalEscape(boolean raw) {
    if (!raw && text.startsWith("N{", pos + 1)) {
      int end = pos + 3;
      while (end < text.length() && isCharacterName(text.charAt(end))) {
        end++;
      }
      pos = end < text.length() && text.charAt(end) == '}' ? end + 1 : pos + 2;
    } else if (pos + 1 < text.length() && "{}".indexOf(text.charAt(pos + 1)) >= 0) {
      pos++;
    } else {
      escape();
    }
  }

  private void endInLiteral(Frame frame) {
    int start = frame.start();
    for (Frame open : frames) {
      if (open.kind() == Frame.Kind.FSTRING) {
        start = open.start();
      }
    }
    endInString(chunkStart, start, frame.triple());
  }

  private void endInString(int tokenStart, int stringStart, boolean triple) {
    boolean escaped = pos > text.length();
    openString = stringStart;
    broken |= !triple && !escaped;
    if (tokenStart < text.length()) {
      emitFrom(tokenStart, Kind.STRING, text.length());
    }
    pos = text.length();
  }

  private void chunk(int end) {
    if (end > chunkStart) {
      emitFrom(chunkStart, Kind.STRING, end);
    }
    chunkStart = end;
  }

  private void emit(Kind kind, int end) {
    emitFrom(pos, kind, end);
  }

  private void emitFrom(int start, Kind kind, int end) {
    tokens.add(new Token(kind, start, end, frames.size()));
    pos = end;
  }

  private void fail() {
    broken = true;
    frames.clear();
  }

  private boolean tripleAt(int at, char quote) {
    return at + 2 < text.length()
        && text.charAt(at) == quote
        && text.charAt(at + 1) == quote
        && text.charAt(at + 2) == quote;
  }

  private boolean digitAt(int at) {
    return at < text.length() && Chars.isDigit(text.charAt(at));
  }

  private char at(int index) {
    return text.charAt(index);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isCharacterName(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || Chars.isDigit(c) || c == ' ' || c == '-';
  }
}
