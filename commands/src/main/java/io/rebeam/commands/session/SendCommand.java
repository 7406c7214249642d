package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessArgument;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.Printable;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :send}: sends the value of an expression. */
@Command(
    name = SendCommand.NAME,
    description = {
      "Evaluates a Python expression as a cell would, and sends its value. The sender",
      "is this shell: answers come into its mailbox (':flush', 'await receive()').",
      "What follows PID is the expression, quotes and all; '>' does not redirect."
    },
    footer = {
      "",
      "Examples:",
      "  :send counter (\"inc\", 1)",
      "  :send 42 {\"from\": self(), \"n\": len(items)}",
      "  :send @last (<0.42.0>, await receive(timeout=1))"
    })
@OnFirstScreen(
    group = HelpGroup.CHANGE,
    example = ":send counter (\"inc\", 1)",
    text = "send it the value of an expression")
public final class SendCommand implements Callable<Integer> {
  /** The name of the command, and of the program in its errors. */
  public static final String NAME = ":send";

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output;

  @Mixin private ProcessArgument process;

  @Parameters(index = "1", paramLabel = "EXPR", description = "A Python expression.")
  private String expression = "";

  SendCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Pid pid = process.pid();
    String program =
        """
        await __import__('rebeam._shell.expressions', fromlist=['send_value']).send_value(\
        '%s', %s, globals())"""
            .formatted(pid, PythonCall.literal(expression));
    Session session = context.session();
    try {
      return outcome(pid, session.run(program, PythonCall.LIBRARY, 1).get());
    } catch (InterruptedException _) {
      session.interrupt();
      return ExitCodes.INTERRUPTED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private int outcome(Pid pid, EvalResult result) {
    return switch (result) {
      case EvalResult.Value _, EvalResult.NoValue _ -> {
        output.show(sent(pid));
        yield ExitCodes.OK;
      }
      case EvalResult.Raised(var error) -> fail(error.brief());
      case EvalResult.Interrupted() -> ExitCodes.INTERRUPTED;
      case EvalResult.Exited _ -> fail("nothing was sent: the expression asked to leave");
      case EvalResult.EvaluatorDied died -> fail("nothing was sent: " + died.report());
    };
  }

  private TextAnswer sent(Pid pid) {
    String name = context.node().names(pid).map(ProcessNames::display).orElse("");
    return new TextAnswer(
        "sent %s to %s".formatted(expression, (pid + " " + Printable.line(name)).strip()),
        JsonObject.document("send").put("pid", pid.toString()).put("expression", expression));
  }

  private int fail(String why) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println(why);
    err.flush();
    return ExitCodes.FAILURE;
  }
}
