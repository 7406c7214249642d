package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of an application whose state is in SQLite, killed and started again. */
class BankIT {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath();

  private static final List<String> NAMES = List.of("ann", "bob", "eve");

  @TempDir Path folder;

  private int port;
  private Run bank;

  @BeforeEach
  void open() throws IOException {
    port = LineClient.freePort();
    start();
  }

  @AfterEach
  void end() {
    bank.signal("KILL").outcome();
  }

  private void start() {
    String line =
        "BANK_DATABASE=bank.db BANK_PORT=%d exec %s -p %s -m bank"
            .formatted(port, Rebeam.PROGRAM, EXAMPLES);
    bank = new Run(folder, List.of("bash", "-c", line)).with("").awaitOutput("ready on port");
  }

  @Test
  @DisplayName("requests change balances, once for each key, and an orderly end loses nothing")
  void requests() throws IOException {
    try (LineClient client = new LineClient(port)) {
      client.say("1 deposit ann 100", "2 transfer ann bob 30", "3 transfer ann bob 71");
      client.say("2 transfer ann bob 30", "3 deposit ann 1", "balance bob", "4 transfer ann ann 9");
      client.say("5 deposit ann -1", "nonsense", "total");
      assertThat(client.readTo("100"))
          .isEqualTo(
              """
              ok
              ok
              refused: ann has 70
              ok
              refused: ann has 70
              30
              ok
              ? KEY deposit NAME N | KEY transfer NAME NAME N | balance NAME | total
              ? KEY deposit NAME N | KEY transfer NAME NAME N | balance NAME | total
              100
              """);
    }

    assertThat(bank.signal("TERM").outcome().code()).isEqualTo(143);

    start();
    try (LineClient client = new LineClient(port)) {
      assertThat(client.say("balance ann").read()).isEqualTo("70");
    }
  }

  @Test
  @DisplayName("after kill -9 what was answered is there, once, and the rest is whole or not there")
  void killed() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("BankIT: seed " + seed);
    Random random = new Random(seed);
    Map<String, Integer> balances = new TreeMap<>();
    List<String> unanswered = new ArrayList<>();
    int number = 0;
    for (int round = 0; round < 3; round++) {
      try (LineClient client = new LineClient(port)) {
        for (String request : unanswered) {
          assertThat(client.say(request).read()).as("seed %d: %s", seed, request).isEqualTo("ok");
        }
        unanswered.clear();
        for (int count = random.nextInt(5, 60); count > 0; count--) {
          String request = request(random, ++number, balances);
          assertThat(client.say(request).read()).as("seed %d: %s", seed, request).isEqualTo("ok");
        }
        for (int count = random.nextInt(1, 10); count > 0; count--) {
          unanswered.add(request(random, ++number, balances));
          client.say(unanswered.getLast());
        }
        bank.signal("KILL").outcome();
      }
      start();
    }

    try (LineClient client = new LineClient(port)) {
      for (String request : unanswered) {
        assertThat(client.say(request).read()).as("seed %d: %s", seed, request).isEqualTo("ok");
      }
      for (String name : NAMES) {
        String balance = Integer.toString(balances.getOrDefault(name, 0));
        assertThat(client.say("balance " + name).read()).as("seed %d", seed).isEqualTo(balance);
      }
    }
  }

  /** A valid request, and its effect on the balances. */
  private static String request(Random random, int number, Map<String, Integer> balances) {
    String giver = NAMES.get(random.nextInt(NAMES.size()));
    String taker = NAMES.get(random.nextInt(NAMES.size()));
    int most = balances.getOrDefault(giver, 0);
    int amount = random.nextInt(1, 100);
    if (most < amount || giver.equals(taker)) {
      balances.merge(taker, amount, Integer::sum);
      return "k%d deposit %s %d".formatted(number, taker, amount);
    }
    balances.merge(giver, -amount, Integer::sum);
    balances.merge(taker, amount, Integer::sum);
    return "k%d transfer %s %s %d".formatted(number, giver, taker, amount);
  }
}
