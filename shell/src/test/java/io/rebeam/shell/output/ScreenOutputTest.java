package io.rebeam.shell.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.shell.PipedTerminal;
import io.rebeam.testing.CapturedOutput;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedOutputStream;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScreenOutputTest {
  @Nested
  class WithoutAnEditor {
    private final StringWriter screen = new StringWriter();
    private final ScreenOutput output = new ScreenOutput(screen);

    @Test
    void outputGoesStraightToTheScreen() throws IOException {
      output.stream().write("half".getBytes(UTF_8));

      assertThat(screen).hasToString("half");
    }

    @Test
    void linesOfTheShellStartOnALineOfTheirOwn() {
      output.print("half");
      output.println("result");
      output.println("next");

      assertThat(screen).hasToString("half\nresult\nnext\n");
    }

    @Test
    void charactersMayComeInPieces() throws IOException {
      OutputStream stream = output.stream();
      for (byte b : "é€😀\n".getBytes(UTF_8)) {
        stream.write(b);
      }

      assertThat(screen).hasToString("é€😀\n");
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() throws IOException {
      output.stream().write(new byte[] {'a', (byte) 0xff, 'b', '\n'});

      assertThat(screen).hasToString("a\uFFFDb\n");
    }

    @Test
    void unfinishedLineCanBeTakenOver() {
      output.print("first\nname? ");

      assertThat(output.takeUnfinishedLine()).isEqualTo("name? ");
      output.println("next");
      assertThat(screen).hasToString("first\nname? next\n");
    }
  }

  @Nested
  class WhileALineIsEdited {
    private final CapturedOutput screen = new CapturedOutput();
    private final PipedOutputStream keys = new PipedOutputStream();
    private final Terminal terminal;
    private final LineReader reader;
    private final ScreenOutput output;

    WhileALineIsEdited() throws IOException {
      terminal = PipedTerminal.open(keys, screen);
      reader = LineReaderBuilder.builder().terminal(terminal).build();
      output = new ScreenOutput(terminal.writer());
    }

    private CompletableFuture<String> edit() throws IOException {
      output.editingBegins(reader);
      var line =
          CompletableFuture.supplyAsync(() -> reader.readLine("> "), Thread::startVirtualThread);
      await("> "); // from now on keys are read as they come
      keys.write("typed".getBytes(UTF_8));
      keys.flush();
      await("typed");
      return line;
    }

    private void await(String text) {
      TestProbe.expect(() -> screen.text().contains(text), () -> "no '" + text + "' on the screen");
    }

    private String finish(CompletableFuture<String> line) throws IOException {
      keys.write('\r');
      keys.flush();
      String read = line.join();
      output.editingEnds();
      return read;
    }

    @Test
    void wholeLinesArePrintedAboveIt() throws IOException {
      CompletableFuture<String> line = edit();

      output.stream().write("one\ntwo\n".getBytes(UTF_8));

      await("one");
      await("two");
      assertThat(finish(line)).isEqualTo("typed");
      assertThat(screen.text().indexOf("one")).isLessThan(screen.text().indexOf("two"));
    }

    @Test
    void unfinishedLineIsPrintedAfterAWhile() throws IOException {
      CompletableFuture<String> line = edit();

      output.print("half");

      await("half");
      assertThat(finish(line)).isEqualTo("typed");
    }

    @Test
    void nothingIsLostWhenTheLineEndsAmidAFlood() throws IOException {
      CompletableFuture<String> line = edit();

      var flood =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  output.print("<" + i + ">\n");
                }
              },
              Thread::startVirtualThread);
      await("<0>");
      finish(line);
      flood.join();
      output.close();
      await("<19999>");

      String text = screen.text();
      int at = -1;
      for (int i = 0; i < 20_000; i++) {
        int next = text.indexOf("<" + i + ">", at);
        assertThat(next).as("<" + i + ">").isGreaterThan(at);
        at = next;
      }
    }
  }
}
