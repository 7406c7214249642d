package io.rebeam.inspect;

import io.rebeam.process.ProcessSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Python stack of a process.
 *
 * @param process the process
 * @param source how the frames were found
 * @param frames outermost first, as in a traceback
 * @param hostFrames the Java frames of the thread, innermost last; only when it did not answer
 * @param held how long the process has been running without a wait; zero when it does not run
 */
public record StackView(
    ProcessSummary process,
    Source source,
    List<Frame> frames,
    List<String> hostFrames,
    Duration held) {
  public StackView {
    frames = List.copyOf(frames);
    hostFrames = List.copyOf(hostFrames);
  }

  /** How the frames of a stack were found. */
  public enum Source {
    /** Read by the thread itself, at a safepoint between two Python operations. */
    EXACT("exact"),
    /** The process waits: the frames of its suspended coroutine. */
    WAITING("where it waits"),
    /** It is in the run queue: the frames as they were when it last waited. */
    LAST_WAIT("where it last waited"),
    /** The thread did not answer in time: it is in a native call, or in the runtime. */
    NO_ANSWER("thread in native call");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** For users: {@code exact}. */
    public String text() {
      return text;
    }
  }

  /**
   * A Python frame.
   *
   * @param file the source file, as Python names it
   * @param line the line, 1 for the first; 0 when it is not known
   * @param function the qualified name
   * @param code the source line without its indentation; null when it cannot be read
   * @param library whether it is rebeam's or asyncio's own code
   */
  public record Frame(
      String file, int line, String function, @Nullable String code, boolean library) {}
}
