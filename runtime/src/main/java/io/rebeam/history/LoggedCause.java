package io.rebeam.history;

import io.rebeam.process.Pid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one cause, folded: crashes with the same type of exception at the same place, or
 * warnings of the same kind.
 *
 * @param number the N of {@code :log N}; not used again while the node runs
 * @param logger the Python logger that got the reports, {@code rebeam.crash}
 * @param type the type of the exception, {@code KeyError}, or the kind of warning
 * @param place the innermost place in user code, {@code app.py:12 in worker}; may be empty
 * @param count how many reports there were
 * @param first time since the first of them
 * @param last time since the last of them
 * @param lastPid the process that the last report is about; null for a report about the node
 * @param lastName the name of that process; may be empty
 * @param headline the first line of the last report
 * @param report the last report, whole
 */
public record LoggedCause(
    long number,
    String logger,
    String type,
    String place,
    long count,
    Duration first,
    Duration last,
    @Nullable Pid lastPid,
    String lastName,
    String headline,
    String report) {}
