package io.rebeam.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.testing.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory may end at any place, also where a process's lock is held. */
class LockReleaseTest {
  /** A host whose clock, and whose notes of exits, fail when memory is to be full. */
  private static final class FullHost extends FakeHost {
    private final Kernel own = Kernels.unobserved(this::nanos, 100);
    private boolean full;

    private long nanos() {
      if (full) {
        throw new OutOfMemoryError("as full as the test wants it");
      }
      return 0;
    }

    @Override
    public Kernel kernel() {
      return own;
    }

    @Override
    public void unwinding(LocalProcess process) {
      nanos();
    }
  }

  private static Map<String, Consumer<LocalProcess>> actions() {
    return Map.of(
        "a link to the dead",
        process -> Links.linkNoProcess(process, process),
        "a monitor of nobody",
        process -> Monitors.monitor(process, null, "nobody", null, null),
        "a trapped exit",
        process -> Signals.deliver(process, new Signal.Exit(null, ExitReason.ofWord("x"), false)),
        "the start of unwinding",
        process -> {
          process.setTrapExit(false);
          Signals.deliver(process, new Signal.Exit(null, ExitReason.ofWord("x"), false));
          RunState.beginSlice(process);
        },
        "an end",
        process -> Exits.finish(process, ExitReason.NORMAL));
  }

  static List<String> names() {
    return actions().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anErrorUnderTheLockLeavesItFree(String name) {
    FullHost host = new FullHost();
    LocalProcess process = Objects.requireNonNull(host.newborn(/* trapExit= */ true));
    Consumer<LocalProcess> action = Objects.requireNonNull(actions().get(name));

    host.full = true;
    assertThatThrownBy(() -> action.accept(process)).isInstanceOf(OutOfMemoryError.class);

    assertThat(process.isFree()).isTrue();
  }
}
