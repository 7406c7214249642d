package io.rebeam.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of a line-based protocol. */
final class LineClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader reader;

  LineClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Rebeam.LIMIT.toMillis());
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** A free port. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  LineClient say(String... lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    return sayBytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  LineClient sayBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** The next line; null at the end of the connection. */
  String read() throws IOException {
    return reader.readLine();
  }

  /** Reads lines up to {@code last}; returns them with it, each with its line end. */
  String readTo(String last) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line = read(); line != null; line = read()) {
      lines.append(line).append('\n');
      if (line.equals(last)) {
        return lines.toString();
      }
    }
    throw new AssertionError("the connection ended before '" + last + "': " + lines);
  }

  /** Ends the connection like a client that crashes. */
  void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
