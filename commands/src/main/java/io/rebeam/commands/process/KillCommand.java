package io.rebeam.commands.process;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.rebeam.commands.CommandContext;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.RegisteredProcess;
import io.rebeam.render.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :kill}: sends an exit signal and reports its effect. */
@Command(
    name = ":kill",
    description = {
      "Sends an exit signal to a process and shows what happened.",
      "'kill' ends any process at once. Other reasons let its finally blocks run,",
      "and a process that traps exits gets them as a message."
    },
    footer = {"", "Examples:", "  :kill 42", "  :kill counter shutdown"})
@OnFirstScreen(
    group = HelpGroup.CHANGE,
    example = ":kill counter shutdown",
    text = "send an exit signal; ':kill 42' always ends it")
public final class KillCommand extends ProcessCommand {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration TRAP_PATIENCE = Duration.ofMillis(100);
  private static final Duration RESTART_PATIENCE = Duration.ofMillis(250);
  private static final Duration STEP = Duration.ofMillis(1);

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REASON",
      defaultValue = "kill",
      description = "The exit reason (default: ${DEFAULT-VALUE}).")
  private String reason = "";

  KillCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected View answer(Node node, Pid pid) {
    ProcessInfo before = LiveProcesses.info(node, pid);
    Duration patience = before.trapExit() ? TRAP_PATIENCE : PATIENCE;
    if (node.exit(pid, reason)) {
      eventually(patience, () -> node.process(pid, 1).isEmpty());
    }
    Optional<ProcessInfo> after = node.process(pid, 1);
    Optional<Pid> successor = after.isEmpty() ? successor(node, before) : Optional.empty();
    return KillOutcome.view(before, reason, after, successor);
  }

  /** The process that has the name now, after a restart by a supervisor. */
  private static Optional<Pid> successor(Node node, ProcessInfo before) {
    String name = before.summary().names().registered();
    if (name == null || before.links().isEmpty()) {
      return Optional.empty();
    }
    Pid old = before.summary().pid();
    boolean taken = eventually(RESTART_PATIENCE, () -> holder(node, name, old) != null);
    return taken ? Optional.ofNullable(holder(node, name, old)) : Optional.empty();
  }

  private static @Nullable Pid holder(Node node, String name, Pid old) {
    for (RegisteredProcess entry : node.registered()) {
      if (entry.name().equals(name) && !entry.process().pid().equals(old)) {
        return entry.process().pid();
      }
    }
    return null;
  }

  /** Waits for a condition. Returns whether it became true in time. */
  @CanIgnoreReturnValue
  private static boolean eventually(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }
}
