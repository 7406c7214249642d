package io.rebeam.process;

import java.time.Duration;

/**
 * A registered name and its holder.
 *
 * @param name the name
 * @param process the holder
 * @param since time since it was registered
 */
public record RegisteredProcess(String name, ProcessSummary process, Duration since) {}
