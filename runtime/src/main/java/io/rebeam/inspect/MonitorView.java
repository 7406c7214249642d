package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import org.jspecify.annotations.Nullable;

/**
 * One monitor of a process.
 *
 * @param ref the serial of its reference
 * @param outgoing whether the process monitors the other one; else the other one monitors it
 * @param peer the other process; null for a name that was not registered
 * @param name the registered name that the monitor was set up by, if any
 */
public record MonitorView(long ref, boolean outgoing, @Nullable Peer peer, @Nullable String name) {}
