package io.rebeam.kernel.process;

import io.rebeam.history.ExitOrigin;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process. It is made at every end, so it only takes over what is there; texts are
 * made when they are shown. It holds no Python value but the constant string that names a function.
 *
 * @param serial the process
 * @param parent the spawner's serial, 0 for none
 * @param name the registered name
 * @param label the label
 * @param initialCall the name of its function, a string of Java or Truffle; null when not known
 * @param reason the exit reason on one line
 * @param abnormal whether the reason is neither normal nor a shutdown
 * @param origin how the end came about
 * @param originSerial the process whose exit signal ended it, 0 for none
 * @param messagesLeft messages in its mailbox
 * @param spawnedNanos when it was spawned, in ticker nanoseconds
 * @param endedNanos when it ended
 */
public record Ending(
    long serial,
    long parent,
    @Nullable String name,
    @Nullable String label,
    @Nullable Object initialCall,
    String reason,
    boolean abnormal,
    ExitOrigin.Kind origin,
    long originSerial,
    int messagesLeft,
    long spawnedNanos,
    long endedNanos) {}
