package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a chat, used by clients over TCP. */
class ChatIT {
  private static final String EXAMPLE = Path.of("../examples/chat.py").toAbsolutePath() + "";

  @TempDir Path folder;

  private int port;
  private Run chat;

  @BeforeEach
  void open() throws IOException {
    port = LineClient.freePort();
    chat =
        new Run(folder, List.of(Rebeam.PROGRAM.toString(), EXAMPLE, Integer.toString(port)))
            .with("")
            .awaitOutput("ready on port " + port);
  }

  @AfterEach
  void end() {
    chat.signal("KILL").outcome();
  }

  private LineClient member(String name) throws IOException {
    LineClient client = new LineClient(port).say("/name " + name, "/join tea");
    client.readTo("* %s has joined tea".formatted(name));
    return client;
  }

  @Test
  @DisplayName("users talk in rooms and to each other, and names are unique")
  void talk() throws IOException {
    try (LineClient ann = member("ann");
        LineClient eve = new LineClient(port)) {
      eve.say("hi", "/name ann", "/name eve", "hi", "/join tea");
      assertThat(eve.readTo("* eve has joined tea"))
          .isEqualTo(
              """
              * welcome, please give your /name
              ! give your /name first
              ! ann is taken
              * hello eve
              ! /join a room first
              * eve has joined tea
              """);
      assertThat(eve.say("hello").read()).isEqualTo("eve: hello");
      assertThat(eve.say("/who", "/rooms", "/to ann psst", "/to bob psst").readTo("* tea"))
          .isEqualTo("* ann eve\n* tea\n");
      eve.say("/nonsense", "/leave", "/who", "/quit");
      assertThat(eve.readTo("! /join a room first"))
          .isEqualTo(
              """
              ! there is no bob
              ! no such command, or wrong arguments: /nonsense
              * you have left tea
              ! /join a room first
              """);
      assertThat(eve.read()).isNull();
      assertThat(ann.readTo("* eve has left tea"))
          .isEqualTo(
              """
              * eve has joined tea
              eve: hello
              eve (to you): psst
              * eve has left tea
              """);
    }
  }

  @Test
  @DisplayName("a user who crashes has left the room, and the name is free")
  void crash() throws IOException {
    try (LineClient ann = member("ann");
        LineClient eve = member("eve")) {
      eve.sayBytes(new byte[] {(byte) 0xff, '\n'});

      assertThat(eve.read()).isNull();
      ann.readTo("* eve has left tea");
      member("eve").close();
      ann.readTo("* eve has left tea");
    }
  }

  @Test
  @DisplayName("a client that does not read loses its connection, and nobody else anything")
  void deafClient() throws IOException {
    LineClient deaf = member("deaf");
    try (LineClient ann = member("ann")) {
      String line = "x".repeat(30_000);
      boolean left = false;
      for (int count = 0; !left && count < 5_000; count++) {
        left = ann.say(line).readTo("ann: " + line).contains("* deaf has left tea");
      }
      assertThat(left).isTrue();
    }
    deaf.close();
  }

  @Test
  @DisplayName("while connections break at random the others get each line, in order")
  void brokenConnections() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("ChatIT: seed " + seed);
    Random random = new Random(seed);
    List<LineClient> clients = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      clients.add(member("user" + number));
    }
    for (int count = 0; count < 20; count++) {
      for (LineClient client : clients) {
        client.say("line " + count);
      }
      if (clients.size() > 3 && random.nextInt(3) == 0) {
        clients.remove(random.nextInt(3, clients.size())).cut();
      }
    }

    List<LineClient> whole = clients.subList(0, 3);
    for (LineClient client : whole) {
      client.say("end");
    }
    for (LineClient reader : whole) {
      List<String> got = new ArrayList<>();
      while (!got.containsAll(List.of("user0: end", "user1: end", "user2: end"))) {
        got.add(reader.read());
      }
      for (int number = 0; number < 3; number++) {
        String prefix = "user" + number + ": line ";
        assertThat(got.stream().filter(line -> line != null && line.startsWith(prefix)))
            .as("seed %d", seed)
            .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(n -> prefix + n).toList());
      }
    }
    clients.forEach(LineClient::close);
  }
}
