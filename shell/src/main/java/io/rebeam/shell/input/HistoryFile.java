package io.rebeam.shell.input;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The inputs of this session and of earlier ones, in a file only its owner can read. An input is
 * appended when it is accepted; a block is one entry.
 */
final class HistoryFile extends DefaultHistory {
  private static final int MAX_ENTRIES = 10_000;

  /**
   * Connects {@code reader} with the file.
   *
   * @return why the history stays in memory, if it does
   */
  Optional<String> use(LineReader reader, Path file) {
    reader.setVariable(LineReader.HISTORY_SIZE, MAX_ENTRIES);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, MAX_ENTRIES);
    reader.option(LineReader.Option.HISTORY_TIMESTAMPED, false);
    reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
    reader.option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
    reader.option(LineReader.Option.HISTORY_REDUCE_BLANKS, false);
    try {
      prepare(file.toAbsolutePath());
    } catch (IOException | SecurityException _) {
      return Optional.of("history is not kept: '" + file + "' cannot be written");
    }
    reader.setVariable(LineReader.HISTORY_FILE, file);
    attach(reader);
    return Optional.empty();
  }

  private static void prepare(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
    if (!Files.exists(file)) {
      Files.createFile(file, ownerOnly("rw-------"));
    }
    if (!Files.isWritable(file) || !Files.isReadable(file)) {
      throw new IOException("not writable");
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
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
}
