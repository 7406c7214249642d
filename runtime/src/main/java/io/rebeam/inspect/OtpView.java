package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process is in OTP's terms.
 *
 * @param behaviour {@code GenServer}, {@code Supervisor} and the like; null for a plain function
 * @param ancestors its parent, and that one's ancestors, as far as they are kept; a dead one has
 *     the registered name that it had
 * @param supervision its children, when it is a supervisor
 * @param supervisor who supervises it, or null
 * @param child its specification there, or null
 */
public record OtpView(
    @Nullable String behaviour,
    List<Peer> ancestors,
    @Nullable SupervisionView supervision,
    @Nullable Peer supervisor,
    @Nullable ChildView child) {
  /** A process of which nothing is known. */
  public static final OtpView NONE = new OtpView(null, List.of(), null, null, null);

  public OtpView {
    ancestors = List.copyOf(ancestors);
  }
}
