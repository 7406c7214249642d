package io.rebeam.commands;

import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.View;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about one process: {@code PID}, its first word. */
public abstract class ProcessCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private ProcessArgument process;

  protected ProcessCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    check();
    Node node = context.node();
    output.show(answer(node, process.pid()));
    return ExitCodes.OK;
  }

  /**
   * Checks the options, before the process is looked up.
   *
   * @throws io.rebeam.error.BadArgumentException when one has a bad value
   */
  protected void check() {}

  /**
   * The answer.
   *
   * @throws io.rebeam.error.NoSuchProcessException when the process has ended meanwhile
   */
  protected abstract View answer(Node node, Pid pid);

  protected CommandContext context() {
    return context;
  }

  protected OutputOptions output() {
    return output;
  }
}
