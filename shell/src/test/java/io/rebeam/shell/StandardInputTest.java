package io.rebeam.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StandardInputTest {
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private final AtomicInteger interrupts = new AtomicInteger();
  private final StandardInput input =
      new StandardInput(_ -> typed.take(), () -> interrupts.incrementAndGet());

  private CompletableFuture<String> readLine() {
    return CompletableFuture.supplyAsync(
        () -> {
          byte[] line = new byte[100];
          int length = input.read(line, 0, line.length);
          return new String(line, 0, length, UTF_8);
        },
        Thread::startVirtualThread);
  }

  @Test
  void linesAreReadWhileACellRuns() {
    input.open();
    typed.add("Joe");

    assertThat(readLine().join()).isEqualTo("Joe\n");
  }

  @Test
  void promptTakesTheTerminalFromAReader() {
    input.open();
    CompletableFuture<String> line = readLine();
    TestProbe.expect(input::isReading, () -> "nobody reads");

    input.shut();

    assertThat(input.isReading()).isFalse();
    assertThat(line).isNotDone();
    assertThat(interrupts).hasValue(0);

    typed.add("later");
    input.open();
    assertThat(line.join()).isEqualTo("later\n");
  }

  @Test
  void channelOfAReaderStaysOpenWhenThePromptTakesTheTerminal() {
    ReadableByteChannel channel = Channels.newChannel(input);
    input.open();
    CompletableFuture<Integer> count =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return channel.read(ByteBuffer.allocate(100));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            Thread::startVirtualThread);
    TestProbe.expect(input::isReading, () -> "nobody reads");

    input.shut();
    typed.add("later");
    input.open();

    assertThat(count.join()).isEqualTo("later\n".length());
  }

  @Test
  void ctrlCBeforeTheEditorHasTheKeysEndsTheQuestionToo() {
    assertThat(input.interruptReading()).isFalse();
    input.open();
    CompletableFuture<String> line = readLine();
    TestProbe.expect(input::isReading, () -> "nobody reads");

    assertThat(input.interruptReading()).isTrue();

    assertThat(line.join()).isEqualTo("\n");
    assertThat(interrupts).hasValue(1);
  }

  @Test
  void ctrlCInterruptsTheCellAndGivesAnEmptyLine() {
    AtomicInteger reads = new AtomicInteger();
    var interrupted =
        new StandardInput(
            _ -> {
              if (reads.getAndIncrement() == 0) {
                throw new InterruptedException();
              }
              return null;
            },
            () -> interrupts.incrementAndGet());
    interrupted.open();

    assertThat(interrupted.read()).isEqualTo('\n');
    assertThat(interrupts).hasValue(1);
    assertThat(interrupted.read()).isEqualTo(-1);
  }

  @Test
  void aLineThatIsNotShownIsAskedForInItsOwnWords() {
    BlockingQueue<String> questions = new LinkedBlockingQueue<>();
    var asked =
        new StandardInput(
            hidden -> {
              questions.add(String.valueOf(hidden));
              return typed.take();
            },
            () -> interrupts.incrementAndGet());
    asked.open();
    typed.add("secret");

    assertThat(asked.readHidden("Password: ", () -> true)).isEqualTo("secret");
    assertThat(questions).containsExactly("Password: ");
  }

  @Test
  void nobodyIsAskedForALineThatIsNoLongerWanted() {
    AtomicInteger reads = new AtomicInteger();
    var asked = new StandardInput(_ -> "" + reads.incrementAndGet(), () -> {});
    CompletableFuture<Boolean> answer =
        CompletableFuture.supplyAsync(
            () -> asked.readHidden("Password: ", () -> false) == null, Thread::startVirtualThread);

    asked.open();

    assertThat(answer.join()).isTrue();
    assertThat(reads).hasValue(0);
  }
}
