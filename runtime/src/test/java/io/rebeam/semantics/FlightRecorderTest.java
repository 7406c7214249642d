package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceEnd;
import io.rebeam.trace.TraceEvent;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceLimits;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The events of a node in Java's Flight Recorder. */
class FlightRecorderTest {
  @RegisterExtension final TestNode node = new TestNode();

  @TempDir Path folder;

  private List<RecordedEvent> stop(Recording recording) throws IOException {
    recording.stop();
    Path file = folder.resolve("node.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file);
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  @Test
  @DisplayName("spawns, exits, full mailboxes, long slices and traces are recorded")
  void aRecording() throws IOException {
    List<RecordedEvent> events;
    String out;
    try (Recording recording = new Recording()) {
      recording.enable("rebeam.Spawn");
      recording.enable("rebeam.Exit");
      recording.start();
      Trace trace =
          node.node()
              .traces()
              .start(
                  new TraceRequest(
                      "all",
                      EnumSet.of(TraceKind.REGISTER),
                      new TraceLimits(10, Duration.ofSeconds(60), 10),
                      null),
                  new TraceListener() {
                    @Override
                    public void event(TraceEvent event) {}

                    @Override
                    public void ended(TraceEnd end) {}
                  });
      out =
          node.output(
              """
              import time

              async def worker():
                  await receive(int)

              def blocking():
                  pass

              p, ref = spawn_opt(worker, name="worker", max_messages=1, monitor=True)
              print(p)
              send(p, "a")
              send(p, "b")
              await receive(ref)
              q, ref = spawn_monitor(blocking)
              print(q)
              await receive(ref)
              end = time.monotonic() + 0.03
              while time.monotonic() < end:
                  pass
              await yield_()
              """);
      TestProbe.expect(() -> trace.events() > 0, () -> "the name is traced");
      trace.stop(TraceStop.STOPPED);
      events = stop(recording);
    }
    List<String> pids = out.lines().toList();

    RecordedEvent spawn =
        named(events, "rebeam.Spawn").stream()
            .filter(event -> pids.getFirst().equals(event.getString("process")))
            .findFirst()
            .orElseThrow();
    assertThat(spawn.getString("function")).isEqualTo("worker");
    assertThat(spawn.getString("parent")).startsWith("<0.");
    assertThat(spawn.getStackTrace()).isNull();
    assertThat(named(events, "rebeam.Spawn"))
        .extracting(event -> event.getString("function"))
        .contains("blocking");
    RecordedEvent exit =
        named(events, "rebeam.Exit").stream()
            .filter(event -> pids.getFirst().equals(event.getString("process")))
            .findFirst()
            .orElseThrow();
    assertThat(exit.getString("name")).isEqualTo("worker");
    assertThat(exit.getString("reason")).isEqualTo("message_queue_limit");
    assertThat(exit.getString("origin")).isEqualTo("runtime");
    assertThat(exit.getDuration("lifetime")).isPositive();
    assertThat(named(events, "rebeam.Exit"))
        .extracting(event -> event.getString("process"))
        .contains(pids.get(1));
    assertThat(named(events, "rebeam.MailboxLimit"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getString("process")).isEqualTo(pids.getFirst());
              assertThat(event.getInt("limit")).isEqualTo(1);
            });
    assertThat(named(events, "rebeam.LongSlice"))
        .anySatisfy(
            event -> {
              assertThat(event.getString("name")).isEqualTo("shell");
              assertThat(event.getDuration("length")).isGreaterThan(Duration.ofMillis(25));
            });
    assertThat(named(events, "rebeam.Trace"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getString("event")).isEqualTo("register");
              assertThat(event.getString("text")).isEqualTo("worker");
            });
  }

  @Test
  @DisplayName("a recording that does not ask for spawns and exits gets none")
  void spawnsAreOffUnlessAskedFor() throws Exception {
    try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
      recording.start();
      node.output("async def f(): pass\n_, ref = spawn_monitor(f)\nawait receive(ref)");

      List<RecordedEvent> events = stop(recording);

      assertThat(named(events, "rebeam.Spawn")).isEmpty();
      assertThat(named(events, "rebeam.Exit")).isEmpty();
    }
  }

  @Test
  @DisplayName("all events stand in one category, with labels and descriptions")
  void eventsAreDescribed() {
    List<EventType> types;
    try (Recording recording = new Recording()) {
      recording.start();
      node.output("async def f(): pass\n_, ref = spawn_monitor(f)\nawait receive(ref)");
      types =
          FlightRecorder.getFlightRecorder().getEventTypes().stream()
              .filter(type -> type.getName().startsWith("rebeam."))
              .toList();
    }

    assertThat(types)
        .extracting(EventType::getName)
        .contains("rebeam.Spawn", "rebeam.Exit", "rebeam.LongSlice");
    assertThat(types)
        .allSatisfy(
            type -> {
              assertThat(type.getCategoryNames()).containsExactly("rebeam");
              assertThat(type.getLabel()).isNotBlank();
              assertThat(type.getDescription()).isNotBlank();
            });
  }
}
