package io.rebeam.commands;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.process.Pid;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that {@code @last} stands for: the subject of the last command, or the last pid in
 * the last value that was shown, whichever was later. Any thread.
 */
public final class LastProcess {
  /** The word that users type. */
  public static final String WORD = "@last";

  private static final Pattern PID = Pattern.compile("<0\\.\\d{1,18}\\.0>");

  private volatile @Nullable Pid pid;

  /** Sets the process, the subject of a command. */
  public void remember(Pid named) {
    pid = named;
  }

  /** Sets the process to the last pid in the text of a value, if there is one. */
  public void rememberIn(String shown) {
    PID.matcher(shown)
        .results()
        .map(MatchResult::group)
        .reduce((_, last) -> last)
        .flatMap(Pid::parse)
        .ifPresent(this::remember);
  }

  /** Whether a process has been set; it may have ended. */
  public boolean isKnown() {
    return pid != null;
  }

  /**
   * The process.
   *
   * @throws NoSuchProcessException when no process has been named yet
   */
  Pid get() {
    Pid known = pid;
    if (known == null) {
      throw new NoSuchProcessException("@last: no process has been named yet");
    }
    return known;
  }
}
