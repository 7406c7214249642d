package io.rebeam.shell.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a Python program, decoded by PEP 263: UTF-8 unless a cookie names another encoding.
 */
public final class ProgramText {
  /** The cookie, in one of the first two lines. */
  private static final Pattern COOKIE =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)", Pattern.MULTILINE);

  /** The maximum length of a program, against endless data such as that of {@code yes}. */
  private static final int MAX_BYTES = 16 << 20;

  private ProgramText() {}

  /** A program cannot be read; the message is one line for the user. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An exception with a message for the user: what cannot be run, and why. */
    public UnreadableException(String message) {
      super(message);
    }
  }

  /** Reads a file. */
  public static String read(Path file) throws UnreadableException {
    if (Files.isDirectory(file)) {
      throw new UnreadableException("cannot run '" + file + "': it is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, "'" + file + "'");
    } catch (NoSuchFileException _) {
      throw new UnreadableException("cannot run '" + file + "': no such file");
    } catch (IOException e) {
      String why = Files.isReadable(file) ? String.valueOf(e.getMessage()) : "permission denied";
      throw new UnreadableException("cannot run '" + file + "': " + why);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name its name in an error
   */
  public static String read(InputStream in, String name) throws IOException, UnreadableException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableException(
          "cannot run %s: a program is at most %d MB; let the program read its data itself"
              .formatted(name, MAX_BYTES >> 20));
    }
    return decode(bytes, name);
  }

  /**
   * Decodes the bytes of a program.
   *
   * @param name its name in an error
   */
  public static String decode(byte[] bytes, String name) throws UnreadableException {
    Charset charset = charset(bytes, name);
    try {
      String text =
          charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replace("\r\n", "\n");
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new UnreadableException(
          "cannot run %s: it is not %s; a line '# coding: NAME' at its top names its encoding"
              .formatted(name, charset.name()));
    }
  }

  private static Charset charset(byte[] bytes, String name) throws UnreadableException {
    Matcher cookie = COOKIE.matcher(firstTwoLines(bytes));
    if (!cookie.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(javaName(cookie.group(1)));
    } catch (UnsupportedCharsetException | IllegalCharsetNameException _) {
      throw new UnreadableException(
          "cannot run %s: unknown encoding '%s'".formatted(name, cookie.group(1)));
    }
  }

  /** The Java name of an encoding of Python. */
  private static String javaName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.startsWith("utf-8")) { // also utf-8-sig, and utf-8-unix of editors
      return "utf-8";
    }
    return plain.startsWith("latin-1") ? "iso-8859-1" : plain;
  }

  private static String firstTwoLines(byte[] bytes) {
    int lines = 0;
    int end = 0;
    while (end < bytes.length && lines < 2) {
      if (bytes[end++] == '\n') {
        lines++;
      }
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }
}
