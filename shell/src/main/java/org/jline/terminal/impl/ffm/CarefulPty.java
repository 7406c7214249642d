package org.jline.terminal.impl.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * A terminal that keeps the settings that JLine does not model. JLine would write zeros for them,
 * also for the speed, and a speed of zero hangs up a serial line (ADR 47).
 */
final class CarefulPty extends FfmNativePty {
  /** {@code TCSANOW}: settings change at once. */
  private static final int NOW = 0;

  /** A mask of the bits that JLine models. */
  private static final MemorySegment KNOWN = new CLibrary.termios(everything()).segment();

  CarefulPty(
      TerminalProvider provider,
      SystemStream stream,
      int master,
      FileDescriptor masterFile,
      int slave,
      FileDescriptor slaveFile,
      int slaveOut,
      FileDescriptor slaveOutFile,
      String name) {
    super(provider, stream, master, masterFile, slave, slaveFile, slaveOut, slaveOutFile, name);
  }

  private static Attributes everything() {
    var all = new Attributes();
    all.setInputFlags(EnumSet.allOf(Attributes.InputFlag.class));
    all.setOutputFlags(EnumSet.allOf(Attributes.OutputFlag.class));
    all.setControlFlags(EnumSet.allOf(Attributes.ControlFlag.class));
    all.setLocalFlags(EnumSet.allOf(Attributes.LocalFlag.class));
    for (Attributes.ControlChar character : Attributes.ControlChar.values()) {
      all.setControlChar(character, 0xFF);
    }
    return all;
  }

  @Override
  protected void doSetAttr(Attributes attributes) throws IOException {
    MemorySegment settings = new CLibrary.termios().segment();
    MemorySegment wanted = new CLibrary.termios(attributes).segment();
    if (get(settings) != 0) { // the file is not a terminal any more
      return;
    }
    for (long i = 0; i < settings.byteSize(); i++) {
      int known = KNOWN.get(JAVA_BYTE, i);
      int kept = settings.get(JAVA_BYTE, i) & ~known;
      settings.set(JAVA_BYTE, i, (byte) (kept | wanted.get(JAVA_BYTE, i) & known));
    }
    set(settings);
  }

  private int get(MemorySegment settings) throws IOException {
    try {
      return (int) CLibrary.tcgetattr.invoke(getSlave(), settings);
    } catch (Throwable e) { // what a method handle declares
      throw new IOException("cannot read the settings of the terminal", e);
    }
  }

  private void set(MemorySegment settings) throws IOException {
    try {
      int unused = (int) CLibrary.tcsetattr.invoke(getSlave(), NOW, settings);
    } catch (Throwable e) { // what a method handle declares
      throw new IOException("cannot change the settings of the terminal", e);
    }
  }
}
