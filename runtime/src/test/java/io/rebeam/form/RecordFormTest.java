package io.rebeam.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rebeam.form.RecordForm.Reader;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFormTest {
  private record Sample(String name, Duration took, @Nullable Peer peer, List<Sample> inner) {}

  private static final RecordForm<Sample> INNER =
      RecordForm.<Sample>empty().textOrEmpty("name", Sample::name);

  private static final RecordForm<Sample> FORM =
      RecordForm.<Sample>empty()
          .text("name", Sample::name)
          .time("took", Sample::took)
          .process("process", "pid", Sample::peer)
          .list("inner", INNER, Sample::inner)
          .field(Reader.JSON, "only", _ -> true);

  private static final Sample SAMPLE =
      new Sample(
          "",
          Duration.ofMillis(1_500),
          new Peer(new Pid(7), ""),
          List.of(new Sample("", Duration.ZERO, null, List.of())));

  @Test
  void oneFormGivesTheMembersOfJsonInOrder() {
    assertThat(FORM.members(SAMPLE, Reader.JSON).toString())
        .isEqualTo(
            "{name=null, took_ms=1500, process={pid=<0.7.0>, name=null, alive=false},"
                + " inner=[{name=null}], only=true}");
  }

  @Test
  void theSameFormGivesTheKeysOfPython() {
    assertThat(FORM.members(SAMPLE, Reader.PYTHON))
        .containsExactly(
            entry("name", null),
            entry("took", 1.5),
            entry("pid", new Pid(7)),
            entry("inner", List.of(Map.of("name", ""))));
  }

  @Test
  void aFieldMoreLeavesTheFormItIsMadeFromAsItWas() {
    INNER.field("more", Sample::took);

    assertThat(INNER.members(SAMPLE, Reader.PYTHON)).containsOnlyKeys("name");
  }
}
