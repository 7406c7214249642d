package io.rebeam.commands;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.process.Pid;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that {@code @last} stands for: the one that a command was about, or whose pid was in
 * a value that was shown, whichever was later. Any thread.
 */
public final class LastProcess {
  /** What a person types for it. */
  public static final String WORD = "@last";

  private static final Pattern PID = Pattern.compile("<0\\.\\d{1,18}\\.0>");

  private volatile @Nullable Pid pid;

  /** An answer is about this process. */
  public void remember(Pid named) {
    pid = named;
  }

  /** A value was shown; the last pid in it counts. */
  public void rememberIn(String shown) {
    PID.matcher(shown)
        .results()
        .map(MatchResult::group)
        .reduce((_, last) -> last)
        .flatMap(Pid::parse)
        .ifPresent(this::remember);
  }

  /** Whether there is one, alive or not. */
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
