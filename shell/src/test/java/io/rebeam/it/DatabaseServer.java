package io.rebeam.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A database server of the test's own on a free port of the loopback interface. Where its program
 * is not installed the test is skipped.
 */
final class DatabaseServer implements AutoCloseable {
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

  private final Process process;
  private final Path folder;
  private final int port;

  private DatabaseServer(int port, List<String> command) throws IOException {
    this.folder = Files.createTempDirectory("rebeam-server");
    this.port = port;
    this.process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Waiting.until(() -> isListening() || !process.isAlive(), () -> "not listening: " + command);
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(folder.resolve("server.log")));
    }
  }

  /** Starts a Redis that keeps nothing. */
  static DatabaseServer redis() throws IOException {
    Path program =
        Stream.of(System.getenv("PATH").split(":"))
            .map(Path::of)
            .map(place -> place.resolve("redis-server"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(() -> abort("redis-server is not installed"));
    int port = freePort();
    return new DatabaseServer(
        port,
        List.of(
            program.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--save",
            "",
            "--appendonly",
            "no"));
  }

  /**
   * Starts a PostgreSQL in a folder of its own, with a user {@code rebeam} who needs no password.
   * It refuses to run as root: the user that Debian's package makes has the folder then.
   */
  static DatabaseServer postgresql() throws IOException {
    Path bin =
        newestIn(POSTGRESQL)
            .map(version -> version.resolve("bin"))
            .filter(place -> Files.isExecutable(place.resolve("initdb")))
            .findFirst()
            .orElseGet(() -> abort("PostgreSQL is not installed"));
    int port = freePort();
    String start =
        """
        user=
        if [ "$(id -u)" = 0 ]; then
          user='setpriv --reuid=postgres --regid=postgres --clear-groups'
          chown postgres .
        fi
        $user "$1/initdb" -D data -U rebeam -A trust -E UTF8 --locale=C --no-sync || exit
        exec $user "$1/postgres" -D data -p "$2" -c listen_addresses=127.0.0.1 \\
          -c unix_socket_directories= -c max_connections=120 -c fsync=off
        """;
    return new DatabaseServer(
        port, List.of("sh", "-c", start, "sh", bin.toString(), Integer.toString(port)));
  }

  private static Stream<Path> newestIn(Path folder) {
    String[] versions = folder.toFile().list();
    return versions == null
        ? Stream.empty()
        : Arrays.stream(versions)
            .sorted((a, b) -> Integer.compare(Integer.parseInt(b), Integer.parseInt(a)))
            .map(folder::resolve);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** SIGTERM first: a PostgreSQL that is killed leaves processes and shared memory behind. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(Rebeam.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
