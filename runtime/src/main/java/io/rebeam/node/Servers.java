package io.rebeam.node;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoAnswerException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.inspect.Reloaded;
import io.rebeam.inspect.ServerState;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.python.Questions.Answer;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Requests to servers. Each method waits for Python, up to the limit given, and throws {@link
 * CancellationException} when the calling thread is interrupted.
 */
public final class Servers {
  /** The time that the helper process may take beyond the limit of the server. */
  private static final Duration SLACK = Duration.ofMillis(500);

  private static final double NANOS_PER_SECOND = 1e9;

  private final NodeWiring wiring;

  Servers(NodeWiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The state of a server, as its {@code format_status} shows it.
   *
   * @param full whether the texts of its attributes are whole, up to a million characters
   * @throws BadArgumentException when the process is not a server
   * @throws NoAnswerException when the server does not answer in time
   */
  public ServerState state(Pid pid, Duration wait, boolean full) {
    LocalProcess process = wiring.kernel().table().get(pid.serial());
    if (process == null) {
      throw justExited(pid);
    }
    Behaviour behaviour = process.behaviour();
    if (behaviour == null || behaviour.serverClass() == null) {
      throw new BadArgumentException(
          "%s is no server, so there is no state to ask it for; ':bt %d' shows where it is"
              .formatted(pid, pid.serial()));
    }
    Answer answer =
        wiring.sessions().answer(wait.plus(SLACK), "state", pid.serial(), seconds(wait), full);
    return switch (answer.word()) {
      case "ok" -> state(pid, answer.rows());
      case "ended" -> throw justExited(pid);
      case "timeout" -> throw busy(process, wait);
      default ->
          throw new NoAnswerException(
              "the state of %s cannot be shown: %s".formatted(pid, why(answer)));
    };
  }

  private static ServerState state(Pid pid, List<List<String>> rows) {
    List<String> head = rows.getFirst();
    return new ServerState(
        pid,
        head.get(0),
        !head.get(1).isEmpty(),
        rows.stream()
            .skip(1)
            .map(row -> new ServerState.Attribute(row.get(0), row.get(1)))
            .toList(),
        Integer.parseInt(head.get(2)));
  }

  private NoAnswerException busy(LocalProcess process, Duration wait) {
    ProcessRow row = wiring.inspector().row(process);
    String where = row.where();
    return new NoAnswerException(
        "%s has not answered within %s s: it is %s%s, %s waiting; "
                .formatted(
                    process,
                    String.format(Locale.ROOT, "%.1f", seconds(wait)),
                    row.status().word(),
                    where.isEmpty() ? "" : " at " + where,
                    ProcessFacts.messageQueueLength(process) == 1
                        ? "1 message"
                        : ProcessFacts.messageQueueLength(process) + " messages")
            + "--wait 10s waits longer, ':bt %d' shows its stack".formatted(process.serial()));
  }

  /**
   * Imports a module again; when the import fails, the old module stays.
   *
   * @param change whether servers of its old classes move to the new ones
   * @param wait how long each server may take to answer
   * @throws BadArgumentException when there is no such module
   * @throws NoAnswerException when the import fails
   */
  public Reloaded reload(String module, boolean change, Duration wait) {
    Answer answer = wiring.sessions().answer(null, "reload", module, change, seconds(wait));
    if (answer.word().equals("refused")) {
      throw new BadArgumentException(why(answer));
    }
    if (!answer.word().equals("ok")) {
      throw new NoAnswerException(
          "%s has not been reloaded, and the old code runs on: %s".formatted(module, why(answer)));
    }
    List<String> head = answer.rows().getFirst();
    return new Reloaded(
        head.get(0), head.get(1), answer.rows().stream().skip(1).map(Servers::server).toList());
  }

  private static Reloaded.Server server(List<String> row) {
    return new Reloaded.Server(
        new Pid(Long.parseLong(row.get(0))),
        row.get(1),
        row.get(2),
        Reloaded.Outcome.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        row.get(4));
  }

  private static String why(Answer answer) {
    return answer.rows().isEmpty() ? answer.word() : answer.rows().getFirst().getFirst();
  }

  private static NoSuchProcessException justExited(Pid pid) {
    return new NoSuchProcessException("process " + pid + " has just exited");
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
