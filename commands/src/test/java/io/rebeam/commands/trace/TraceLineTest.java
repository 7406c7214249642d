package io.rebeam.commands.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.error.BadArgumentException;
import io.rebeam.process.Pid;
import io.rebeam.render.DisplayWidth;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Theme;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceEvent.Party;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLineTest {
  private static final Instant AT = Instant.parse("2026-11-23T14:02:11.120456Z");
  private static final Party COUNTER = new Party(new Pid(41), "counter");
  private static final Party CLIENT = new Party(new Pid(57), "");
  private static final Party WIDE = new Party(new Pid(58), "読者");

  private static final List<TraceEvent> EVENTS =
      List.of(
          new TraceEvent(
              AT, TraceKind.RECEIVE, COUNTER, CLIENT, "('inc', 1)", Duration.ofNanos(230_000)),
          new TraceEvent(AT, TraceKind.SEND, COUNTER, CLIENT, "('ok', 5)", null),
          new TraceEvent(
              AT, TraceKind.RECEIVE, WIDE, null, "'読e\u0301\u0007'", Duration.ofSeconds(3)),
          new TraceEvent(AT, TraceKind.SEND, COUNTER, WIDE, "'" + "x".repeat(100) + "'", null),
          new TraceEvent(AT, TraceKind.SPAWN, COUNTER, CLIENT, "worker", null),
          new TraceEvent(AT, TraceKind.LINK, COUNTER, CLIENT, "", null),
          new TraceEvent(AT, TraceKind.UNLINK, COUNTER, CLIENT, "", null),
          new TraceEvent(AT, TraceKind.REGISTER, CLIENT, null, "reader", null),
          new TraceEvent(AT, TraceKind.EXIT, COUNTER, null, "KeyError: 'x'", null));

  private static String lines(int width, boolean unicode) {
    OutputMode mode = new OutputMode(Theme.NONE, width, unicode);
    return EVENTS.stream()
        .map(event -> TraceLine.text(event, mode, ZoneOffset.UTC))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aWideScreenShowsAll() {
    assertThat(lines(120, true))
        .isEqualTo(
            """
        14:02:11.120  recv   <0.57.0> → counter   ('inc', 1)             waited 0.2 ms
        14:02:11.120  sent   counter → <0.57.0>   ('ok', 5)
        14:02:11.120  recv   outside → 読者       '読e\u0301\\x07'              waited 3.0 s
        14:02:11.120  sent   counter → 読者       'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        14:02:11.120  spawn  counter → <0.57.0>   worker
        14:02:11.120  link   counter ↔ <0.57.0>
        14:02:11.120  unlink  counter ↔ <0.57.0>
        14:02:11.120  register  <0.57.0>             reader
        14:02:11.120  exit   counter              KeyError: 'x'
        """);
  }

  @Test
  void aNarrowScreenCutsTheText() {
    assertThat(lines(80, false))
        .isEqualTo(
            """
        14:02:11.120  recv   <0.57.0> -> counter   ('inc', 1)             waited 0.2 ms
        14:02:11.120  sent   counter -> <0.57.0>   ('ok', 5)
        14:02:11.120  recv   outside -> 読者      '読e\u0301\\x07'              waited 3.0 s
        14:02:11.120  sent   counter -> 読者      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        14:02:11.120  spawn  counter -> <0.57.0>   worker
        14:02:11.120  link   counter <-> <0.57.0>
        14:02:11.120  unlink  counter <-> <0.57.0>
        14:02:11.120  register  <0.57.0>             reader
        14:02:11.120  exit   counter              KeyError: 'x'
        """);
    assertThat(lines(40, true).lines().limit(2))
        .containsExactly(
            "14:02:11.120  recv   <0.57.0> → counter…", "14:02:11.120  sent   counter → <0.57.0>…");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 41, 55, 60, 79, 80, 120})
  void noLineIsWiderThanTheScreen(int width) {
    assertThat(lines(width, true).lines()).allMatch(line -> DisplayWidth.of(line) <= width);
  }

  @Test
  void plainLinesHaveTabs() {
    assertThat(TraceLine.plain(EVENTS.get(0), ZoneOffset.UTC))
        .isEqualTo("14:02:11.120\treceive\t<0.41.0>\tcounter\t<0.57.0>\t\t('inc', 1)\t230");
    assertThat(TraceLine.plain(EVENTS.get(8), ZoneOffset.UTC))
        .isEqualTo("14:02:11.120\texit\t<0.41.0>\tcounter\t\t\tKeyError: 'x'\t");
    assertThat(TraceLine.PLAIN_HEADER.chars().filter(c -> c == '\t').count()).isEqualTo(7);
  }

  @Test
  void jsonHoldsTheSame() {
    assertThat(TraceLine.json(EVENTS.get(0)))
        .hasToString(
            """
        {"v":1,"kind":"trace_event","at":"2026-11-23T14:02:11.120456Z","event":"receive",\
        "pid":"<0.41.0>","name":"counter","peer":"<0.57.0>","peer_name":null,\
        "repr":"('inc', 1)","detail":null,"waited_us":230}""");
    assertThat(TraceLine.json(EVENTS.get(8)))
        .hasToString(
            """
        {"v":1,"kind":"trace_event","at":"2026-11-23T14:02:11.120456Z","event":"exit",\
        "pid":"<0.41.0>","name":"counter","peer":null,"peer_name":null,\
        "repr":null,"detail":"KeyError: 'x'","waited_us":null}""");
  }

  @Test
  void theFirstAndTheLastLineTellTheLimits() {
    var request =
        new TraceRequest(
            "counter",
            TraceRequest.MESSAGES,
            new TraceLimits(20, Duration.ofMillis(1500), 50),
            "msg > 3");

    assertThat(TraceOutput.first("<0.41.0> counter", request, "Ctrl-C"))
        .isEqualTo(
            "tracing <0.41.0> counter: sent,recv where msg > 3"
                + "   stops after 20 events, 1.5 s, or Ctrl-C");
    assertThat(TraceOutput.last(new TraceEnd(20, 0, TraceStop.COUNT, 0, ""), request))
        .isEqualTo("trace stopped: 20 events (0 dropped), its limit; -n N takes more");
    assertThat(TraceOutput.last(new TraceEnd(1, 7, TraceStop.TIME, 2, "TypeError: x"), request))
        .isEqualTo(
            "trace stopped: 1 event (7 dropped), 1.5 s are over;"
                + " the predicate raised 2 times, first TypeError: x");
    assertThat(TraceOutput.json(new TraceEnd(1, 7, TraceStop.TIME, 0, "")))
        .hasToString(
            """
        {"v":1,"kind":"trace_end","events":1,"dropped":7,"stopped_by":"time",\
        "match_errors":0,"first_match_error":null}""");
  }

  @Test
  void eventsAreNamedInBothForms() {
    assertThat(TraceEvents.parse("sent,recv"))
        .isEqualTo(TraceEvents.parse("send,receive"))
        .isEqualTo(EnumSet.of(TraceKind.SEND, TraceKind.RECEIVE));
    assertThat(TraceEvents.shown(TraceEvents.parse("register,send"))).isEqualTo("sent,register");
    assertThatThrownBy(() -> TraceEvents.parse("send,recieve"))
        .isInstanceOf(BadArgumentException.class)
        .hasMessageStartingWith(
            "'recieve' is no event: there are send, receive, spawn, exit, link, register");
    assertThatThrownBy(() -> TraceEvents.parse("")).isInstanceOf(BadArgumentException.class);
  }
}
