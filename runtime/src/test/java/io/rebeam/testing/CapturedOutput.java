package io.rebeam.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Output that is kept until it is taken. Any thread may write. */
public final class CapturedOutput extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int b) {
    bytes.write(b);
  }

  @Override
  public synchronized void write(byte[] b, int off, int len) {
    bytes.write(b, off, len);
  }

  /** What was written since the last take. */
  public synchronized String take() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  /** What was written since the last take; it stays. */
  public synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
