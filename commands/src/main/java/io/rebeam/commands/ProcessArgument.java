package io.rebeam.commands;

import io.rebeam.process.Pid;
import picocli.CommandLine.Parameters;

/** The process that a command is about: {@code PID}, its first word. A mixin. */
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
   * Looks it up.
   *
   * @throws io.rebeam.error.NoSuchProcessException when nobody is called that, or several are
   */
  public Pid pid() {
    return context.resolve(word);
  }
}
