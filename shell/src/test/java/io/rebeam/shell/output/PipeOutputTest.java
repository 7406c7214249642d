package io.rebeam.shell.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.CapturedOutput;
import io.rebeam.testing.TestProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipeOutputTest {
  private static void write(PipeOutput output, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    output.write(bytes, 0, bytes.length);
  }

  @Test
  void outputIsGatheredUntilItIsFlushed() {
    CapturedOutput target = new CapturedOutput();
    PipeOutput output = new PipeOutput(target, false, _ -> {});

    write(output, "one\n");
    write(output, "two\n");
    output.flush();

    assertThat(target.text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void outputIsWrittenSoonWithoutAFlush() {
    CapturedOutput target = new CapturedOutput();
    PipeOutput output = new PipeOutput(target, false, _ -> {});

    write(output, "one\n");

    TestProbe.expect(() -> target.text().equals("one\n"), () -> "not written");
  }

  @Test
  void lossIsToldOnceWithItsReason() {
    List<String> told = new ArrayList<>();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    PipeOutput output = new PipeOutput(broken, false, told::add);

    write(output, "one\n");
    output.flush();
    write(output, "two\n");
    output.flush();

    assertThat(told).containsExactly("Broken pipe");
  }

  @Test
  void unbufferedOutputIsWrittenBeforeTheCallReturns() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    PipeOutput output = new PipeOutput(target, true, _ -> {});

    output.writeLine("now");

    assertThat(target.toString(UTF_8)).isEqualTo("now\n");
  }
}
