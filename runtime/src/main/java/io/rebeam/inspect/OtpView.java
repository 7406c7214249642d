package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process in OTP's terms.
 *
 * @param behaviour {@code GenServer}, {@code Supervisor} and the like; null for a plain function
 * @param ancestors its parent, grandparent and so on, as far as they are kept; a dead ancestor has
 *     the registered name that it had
 * @param supervision its children, when it is a supervisor
 * @param supervisor its supervisor, or null
 * @param child its child specification there, or null
 */
public record OtpView(
    @Nullable String behaviour,
    List<Peer> ancestors,
    @Nullable SupervisionView supervision,
    @Nullable Peer supervisor,
    @Nullable ChildView child) {
  /** A process without a behaviour, ancestors or a supervisor. */
  public static final OtpView NONE = new OtpView(null, List.of(), null, null, null);

  public OtpView {
    ancestors = List.copyOf(ancestors);
  }
}
