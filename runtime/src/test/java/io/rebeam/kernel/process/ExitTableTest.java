package io.rebeam.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table of exit signals (semantics C.3, cases T-C15 to T-C22). */
class ExitTableTest {
  /** {@code M}: a message; {@code -}: dropped; any other word: it dies for that reason. */
  private static final String TABLE =
      """
      reason       link    link/T exit2   exit2/T self    self/T
      normal       -       M      -       M       normal  M
      kill         kill    M      killed  killed  killed  killed
      killed       killed  M      killed  M       killed  M
      shutdown     shutdown M     shutdown M      shutdown M
      Shutdown('t') Shutdown('t') M Shutdown('t') M Shutdown('t') M
      boom         boom    M      boom    M       boom    M
      crashed      crashed M      crashed M       crashed M
      noproc       noproc  M      noproc  M       noproc  M
      noconnection noconnection M noconnection M noconnection M
      """;

  private enum Way {
    LINK,
    OTHER,
    SELF
  }

  static Stream<Arguments> cells() {
    List<String> rows = TABLE.lines().skip(1).toList();
    return rows.stream()
        .flatMap(
            row -> {
              String[] cells = row.split(" +", -1);
              return Stream.of(1, 2, 3, 4, 5, 6)
                  .map(
                      column ->
                          Arguments.of(
                              cells[0],
                              Way.values()[(column - 1) / 2],
                              column % 2 == 0,
                              cells[column]));
            });
  }

  private static ExitReason reason(String text) {
    return switch (text) {
      case "Shutdown('t')" -> new ExitReason(ExitReason.Kind.SHUTDOWN, "t", text);
      case "crashed" -> new ExitReason(ExitReason.Kind.CRASHED, "c", text);
      default -> ExitReason.ofWord(text);
    };
  }

  @ParameterizedTest(name = "{0} by {1}, trapping {2}: {3}")
  @MethodSource("cells")
  @DisplayName("C.3: what an exit signal does")
  void anExitSignalDoesAsTheTableSays(String text, Way way, boolean trapping, String expected) {
    FakeHost host = new FakeHost();
    LocalProcess process = host.spawn(trapping);
    LocalProcess other = host.spawn(false);

    switch (way) {
      case LINK -> {
        Links.link(process, other);
        host.run();
        Exits.finish(other, reason(text));
      }
      case OTHER -> Signals.deliver(process, new Signal.Exit(other, reason(text), false));
      case SELF -> Signals.deliver(process, new Signal.Exit(process, reason(text), false));
    }

    boolean lives = expected.equals("M") || expected.equals("-");
    assertThat(process.isAlive()).isEqualTo(lives);
    host.run();
    if (lives) {
      LocalProcess sender = way == Way.SELF ? process : other;
      assertThat(FakeHost.mailbox(process))
          .isEqualTo(expected.equals("-") ? List.of() : List.of("EXIT " + sender + " " + text));
      assertThat(ProcessFacts.links(process)).isEmpty();
    } else {
      assertThat(process.isDead()).isTrue();
      assertThat(Objects.requireNonNull(process.exitReason()).text()).isEqualTo(expected);
      if (expected.equals(text)) {
        assertThat(process.exitReason()).isEqualTo(reason(text));
      }
    }
  }

  @ParameterizedTest(name = "{0}, trapping {1}")
  @MethodSource("inactive")
  @DisplayName("C10, T-C29: the exit signal of an inactive link is dropped")
  void anInactiveLinkHasNoEffect(String text, boolean trapping) {
    FakeHost host = new FakeHost();
    LocalProcess process = host.spawn(trapping);
    LocalProcess other = host.spawn(false);

    Signals.deliver(process, new Signal.Exit(other, reason(text), true));
    host.run();

    assertThat(process.isAlive()).isTrue();
    assertThat(FakeHost.mailbox(process)).isEmpty();
  }

  static Stream<Arguments> inactive() {
    return Stream.of("normal", "kill", "killed", "shutdown", "boom")
        .flatMap(text -> Stream.of(Arguments.of(text, false), Arguments.of(text, true)));
  }
}
