package io.rebeam.shell.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of this session and of earlier ones, in a file only its owner can read. An input is
 * appended when it is accepted; a block is one entry. Lines that cannot be read are skipped, and
 * stay in the file.
 *
 * <p>JLine's reading fails at the first bad entry, and its shortening drops lines that it cannot
 * read; so JLine keeps only the entries in memory.
 */
final class HistoryFile extends DefaultHistory {
  private static final int MAX_ENTRIES = 10_000;

  /** The file is shortened when it has this many lines. */
  private static final int MAX_LINES = MAX_ENTRIES + MAX_ENTRIES / 4;

  /** Null while the history stays in memory. */
  private @Nullable Path file;

  /** Whether the file ends in a torn line, which the next entry must not continue. */
  private boolean midLine;

  /**
   * Connects {@code reader} with the file.
   *
   * @return a line for the user when the history stays in memory, or could not be read whole
   */
  Optional<String> use(LineReader reader, Path file) {
    reader.setVariable(LineReader.HISTORY_SIZE, MAX_ENTRIES);
    reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
    reader.option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
    reader.option(LineReader.Option.HISTORY_REDUCE_BLANKS, false);
    attach(reader);
    int skipped;
    try {
      Path real = prepare(file.toAbsolutePath());
      skipped = load(real);
      this.file = real;
    } catch (IOException _) {
      boolean isNoFile = Files.exists(file) && !Files.isRegularFile(file);
      String why = isNoFile ? "is not a file" : "cannot be written";
      return Optional.of("history is not kept: '" + file + "' " + why);
    }
    return skipped == 0
        ? Optional.empty()
        : Optional.of("history: unreadable entries skipped in '" + file + "': " + skipped);
  }

  /** The file itself, behind symbolic links, so that shortening does not replace a link. */
  private static Path prepare(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
    if (!Files.exists(file)) {
      Files.createFile(file, ownerOnly("rw-------"));
    }
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      throw new IOException("not writable");
    }
    return file.toRealPath();
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Reads the entries; returns how many could not be read. */
  private int load(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    midLine = content.length > 0 && content[content.length - 1] != '\n';
    List<byte[]> lines = lines(content);
    int surplus = lines.size() >= MAX_LINES ? lines.size() - MAX_ENTRIES : 0;
    var kept = new ByteArrayOutputStream();
    int skipped = 0;
    for (int i = 0; i < lines.size(); i++) {
      Optional<String> entry = decode(lines.get(i));
      entry.ifPresent(text -> super.internalAdd(Instant.now(), text));
      skipped += entry.isEmpty() ? 1 : 0;
      if (entry.isEmpty() || i >= surplus) {
        kept.writeBytes(lines.get(i));
        kept.write('\n');
      }
    }
    if (surplus > 0) {
      replace(file, kept.toByteArray());
      midLine = false;
    }
    return skipped;
  }

  private static List<byte[]> lines(byte[] content) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= content.length; end++) {
      if (end == content.length || content[end] == '\n') {
        if (end > start) {
          lines.add(Arrays.copyOfRange(content, start, end));
        }
        start = end + 1;
      }
    }
    return lines;
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path shortened = Files.createTempFile(file.getParent(), "history", ".tmp");
    try {
      Files.write(shortened, content);
      Files.move(shortened, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(shortened);
    }
  }

  /** The entry of a line; empty for a torn line. */
  private static Optional<String> decode(byte[] line) {
    String escaped;
    try {
      escaped = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
    StringBuilder entry = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        if (++i == escaped.length()) {
          return Optional.empty();
        }
        c = escaped.charAt(i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      entry.append(c);
    }
    return Optional.of(entry.toString());
  }

  private static byte[] encode(String entry) {
    String escaped = entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A block keeps the empty line that ended it, so that it runs when it is recalled. */
  @Override
  public void add(Instant time, String input) {
    String entry = input.stripTrailing();
    if (!entry.isEmpty()) {
      boolean endedByEmptyLine =
          PythonInput.check(entry, /* pasted= */ false) instanceof Completeness.Incomplete;
      super.add(time, endedByEmptyLine ? entry + "\n" : entry);
    }
  }

  /** Called for an input that enters the history. */
  @Override
  protected void internalAdd(Instant time, String entry) {
    super.internalAdd(time, entry);
    if (file != null) {
      try {
        append(file, encode(entry));
      } catch (IOException _) {
        midLine = true; // a part of the entry may have been written
      }
    }
  }

  private void append(Path file, byte[] line) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, options, ownerOnly("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
      bytes.put(midLine ? new byte[] {'\n'} : new byte[0]).put(line).flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      midLine = false;
    }
  }
}
