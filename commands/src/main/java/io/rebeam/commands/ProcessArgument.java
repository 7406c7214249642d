package io.rebeam.commands;

import io.rebeam.process.Pid;
import picocli.CommandLine.Parameters;

/** The subject of a command: {@code PID}, its first word. A mixin. */
public final class ProcessArgument {
  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = ProcessCandidates.DESCRIPTION + ".")
  private String word = "";

  public ProcessArgument(CommandContext context) {
    this.context = context;
  }

  /**
   * Looks the process up.
   *
   * @throws io.rebeam.error.NoSuchProcessException when no process, or several, have that name
   */
  public Pid pid() {
    return context.resolve(word);
  }
}
