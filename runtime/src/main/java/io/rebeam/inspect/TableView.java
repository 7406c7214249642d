package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import org.jspecify.annotations.Nullable;

/**
 * A table that processes share.
 *
 * @param id its number
 * @param name its name, as Python shows it; null without one
 * @param kind {@code set}, {@code ordered_set} or {@code bag}
 * @param access {@code public}, {@code protected} or {@code private}
 * @param size how many values it has
 * @param owner the process at whose end the table ends
 * @param heir the process that gets the table at the end of the owner, or null
 */
public record TableView(
    long id,
    @Nullable String name,
    String kind,
    String access,
    long size,
    Peer owner,
    @Nullable Peer heir) {}
