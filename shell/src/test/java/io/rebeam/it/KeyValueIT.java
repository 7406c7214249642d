package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a key-value store, driven by Redis' own programs. */
class KeyValueIT {
  private static final String EXAMPLE = Path.of("../examples/keyvalue.py").toAbsolutePath() + "";

  @TempDir Path folder;

  private int port;
  private Run store;

  @BeforeEach
  void startTheStore() throws IOException {
    assumeTrue(Rebeam.shell(folder, "redis-cli --version").code() == 0, "redis-cli is missing");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    store = new Run(folder, List.of(Rebeam.PROGRAM.toString(), EXAMPLE, Integer.toString(port)));
    store.with("").awaitOutput("ready on port " + port);
  }

  @AfterEach
  void endTheStore() {
    if (store != null) {
      store.signal("KILL").outcome();
    }
  }

  /** What redis-cli prints for commands, one a line. */
  private String answers(String commands) {
    return Rebeam.shell(folder, "redis-cli -p %d <<'END'%n%s%nEND".formatted(port, commands)).out();
  }

  @Test
  @DisplayName("values are set, read, counted and removed")
  void commands() {
    assertThat(
            answers(
                """
                PING
                SET name ann
                GET name
                SET name eve NX
                GET none
                INCR hits
                INCRBY hits 41
                GET hits
                SET count 007
                INCR name
                DEL name none
                EXISTS name hits
                SET text "two words\\r\\nand a line"
                GET text
                NONSENSE
                """))
        .isEqualTo(
            """
            PONG
            OK
            ann

            \

            1
            42
            42
            OK
            ERR value is not an integer or out of range

            1
            1
            OK
            two words\r
            and a line
            ERR unknown command 'NONSENSE', or wrong arguments

            """);
  }

  @Test
  @DisplayName("a key whose time is over is gone, whether anybody reads it or not")
  void expiry() {
    assertThat(answers("SET short 1 PX 50\nSET long 1 EX 1000\nTTL long\nTTL none"))
        .matches("OK\nOK\n(1000|9\\d\\d)\n-2\n");

    Waiting.until(() -> answers("DBSIZE").equals("1\n"), () -> "left: " + answers("DBSIZE"));
    assertThat(answers("GET short\nGET long")).isEqualTo("\n1\n");
  }

  @Test
  @DisplayName("crashes of a connection and of the listener leave the values, and orderly ends end")
  void crashes() {
    assertThat(answers("SET kept 1")).isEqualTo("OK\n");

    assertThat(answers("DEBUG PANIC")).doesNotContain("OK");
    assertThat(answers("GET kept\nDEBUG RESTART")).isEqualTo("1\nOK\n");

    Waiting.until(() -> answers("GET kept").equals("1\n"), () -> answers("GET kept"));
    Outcome outcome = store.signal("TERM").outcome();
    assertThat(outcome.code()).isEqualTo(143);
    assertThat(outcome.err()).contains("connection crashed: RuntimeError: panic");
  }

  @Test
  @DisplayName("redis-benchmark's clients lose no request and no count")
  void manyClients() {
    Outcome outcome =
        Rebeam.shell(
            folder, "redis-benchmark -p %d -t set,get,incr -n 500 -c 20 -q".formatted(port));

    assertThat(outcome.out()).contains("SET:").contains("GET:").contains("INCR:");
    assertThat(answers("GET counter:__rand_int__")).isEqualTo("500\n");
  }
}
