package io.rebeam.kernel.state;

import io.rebeam.kernel.behaviour.ServerModules;
import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.timer.MessageTimers;
import io.rebeam.kernel.trace.Tracing;

/**
 * The state of a node that all its processes share. Every part may be used by any thread.
 *
 * @param kernel the processes and where they are found
 * @param timers the timers that send messages
 * @param tables registries, groups and tables
 * @param serverModules the modules whose servers can be reloaded
 * @param tracing the traces that run
 * @param endings the processes that have ended last
 * @param reports crash reports and warnings
 * @param events what writes them
 */
public record NodeState(
    Kernel kernel,
    MessageTimers timers,
    Tables tables,
    ServerModules serverModules,
    Tracing tracing,
    Endings endings,
    ReportLog reports,
    RuntimeEvents events) {}
