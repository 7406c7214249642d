package io.rebeam.inspect;

import io.rebeam.process.Pid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A child of a supervisor.
 *
 * @param id its id, as text
 * @param start the class or function that is started
 * @param restart {@code permanent}, {@code transient} or {@code temporary}
 * @param shutdown the seconds it may take to end, {@code infinity} or {@code brutal_kill}
 * @param type {@code worker} or {@code supervisor}
 * @param significant whether its end may end the supervisor
 * @param state {@code running}, {@code stopped} or {@code restarting}
 * @param pid its process while it is running
 * @param restarts how often it has been restarted
 * @param lastEnd its last end that the supervisor did not cause; null when there was none
 */
public record ChildView(
    String id,
    String start,
    String restart,
    String shutdown,
    String type,
    boolean significant,
    String state,
    @Nullable Pid pid,
    long restarts,
    @Nullable End lastEnd) {
  /**
   * The end of a child.
   *
   * @param reason the exit reason, as text
   * @param ago how long ago that was
   */
  public record End(String reason, Duration ago) {}
}
