package org.jline.terminal.impl.ffm;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.spi.SystemStream;

/**
 * JLine's provider with a system terminal that keeps the settings that JLine does not model. The
 * file {@code META-INF/jline/providers/ffm} names it, and precedes JLine's own on the class path.
 */
public final class CarefulTerminalProvider extends FfmTerminalProvider {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int NO_MASTER = -1;

  /** For JLine, which finds this class by its name. */
  public CarefulTerminalProvider() {}

  @Override
  public Terminal sysTerminal(
      String name,
      String type,
      boolean ansiPassThrough,
      Charset encoding,
      Charset inputEncoding,
      Charset outputEncoding,
      boolean nativeSignals,
      Terminal.SignalHandler signalHandler,
      boolean paused,
      SystemStream systemStream)
      throws IOException {
    var pty =
        new CarefulPty(
            this,
            systemStream,
            NO_MASTER,
            new FileDescriptor(),
            STDIN,
            FileDescriptor.in,
            STDOUT,
            FileDescriptor.out,
            CLibrary.ttyName(STDIN));
    return new PosixSysTerminal(
        name, type, pty, encoding, inputEncoding, outputEncoding, nativeSignals, signalHandler);
  }
}
