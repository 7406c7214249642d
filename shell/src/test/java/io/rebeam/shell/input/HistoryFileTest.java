package io.rebeam.shell.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.shell.PipedTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("history");
  }

  @Test
  void entriesAreReadBackAsTheyWereAdded() throws IOException {
    List<String> inputs =
        List.of(
            "x = 1", "def f():\n    return '\\n'\n", "s = '\\\\'", "'\u00fc\ud83d\ude00'", "a\rb");
    HistoryFile history = open().history;
    inputs.forEach(history::add);

    assertThat(open().entries()).isEqualTo(inputs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s = '\u00e4'", "x\\", "\\"})
  void whatCannotBeReadIsSkippedAndToldAndStays(String bad) throws IOException {
    byte[] before = ("first\n" + bad + "\nsecond\n").getBytes(ISO_8859_1);
    Files.write(file, before);

    Opened opened = open();

    assertThat(opened.entries()).containsExactly("first", "second");
    assertThat(opened.told).contains("history: unreadable entries skipped in '" + file + "': 1");
    opened.history.add("third");
    assertThat(Files.readString(file, ISO_8859_1))
        .isEqualTo(new String(before, ISO_8859_1) + "third\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s = '\u00c3", "x\\", "whole"})
  void entryAfterALineWithoutItsEndIsALineOfItsOwn(String last) throws IOException {
    Files.writeString(file, "first\n" + last, ISO_8859_1);

    open().history.add("next");

    assertThat(Files.readString(file, ISO_8859_1)).isEqualTo("first\n" + last + "\nnext\n");
    assertThat(open().entries()).startsWith("first").endsWith("next");
  }

  @Test
  void folderInPlaceOfTheFileIsTold() throws IOException {
    Files.createDirectory(file);

    Opened opened = open();

    assertThat(opened.told).contains("history is not kept: '" + file + "' is not a file");
    opened.history.add("x = 1");
    assertThat(opened.entries()).containsExactly("x = 1");
  }

  @Test
  void longFileIsShortenedToItsLastEntriesAndToWhatCannotBeRead() throws IOException {
    Files.writeString(file, "bad\\\n" + numbered(0, 20_000), UTF_8);

    assertThat(open().entries()).hasSize(10_000).startsWith("x = 10000").endsWith("x = 19999");

    assertThat(file).hasContent("bad\\\n" + numbered(10_000, 20_000));
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void sessionsAtTheSameTimeKeepTheEntriesOfBoth() throws IOException {
    HistoryFile one = open().history;
    HistoryFile other = open().history;
    one.add("one");
    other.add("other");
    one.add("one again");

    assertThat(open().entries()).containsExactly("one", "other", "one again");
  }

  private static String numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "x = " + i + "\n").collect(Collectors.joining());
  }

  /** A history, and the message that was shown when it was opened. */
  private record Opened(HistoryFile history, Optional<String> told) {
    List<String> entries() {
      return StreamSupport.stream(history.spliterator(), false).map(History.Entry::line).toList();
    }
  }

  private Opened open() throws IOException {
    var history = new HistoryFile();
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(PipedTerminal.open(new PipedOutputStream(), new ByteArrayOutputStream()))
            .history(history)
            .build();
    return new Opened(history, history.use(reader, file));
  }
}
