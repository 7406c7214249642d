package io.rebeam.testing;

import io.rebeam.kernel.behaviour.ServerModules;
import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.process.Directory;
import io.rebeam.kernel.process.Ending;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessObserver;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.timer.MessageTimers;
import io.rebeam.kernel.timer.TimerService;
import io.rebeam.kernel.trace.Tracing;
import io.rebeam.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Kernels whose processes are watched by nothing. */
public final class Kernels {
  private Kernels() {}

  public static Kernel unobserved(Ticker ticker, int maxProcesses) {
    return new Kernel(ticker, maxProcesses, new Directory(), new NoObserver(), _ -> {});
  }

  /** A state of a node with such a kernel. */
  public static NodeState state(Ticker ticker, int maxProcesses) {
    Directory directory = new Directory();
    MessageTimers timers = new MessageTimers(ticker, directory, new TimerService(ticker));
    return new NodeState(
        new Kernel(ticker, maxProcesses, directory, new NoObserver(), timers::cancelAll),
        timers,
        new Tables(),
        new ServerModules(),
        new Tracing(ticker, directory, String::valueOf, _ -> "", _ -> ""),
        new Endings(),
        new ReportLog(),
        new RuntimeEvents(ticker, _ -> {}));
  }

  private static final class NoObserver implements ProcessObserver {
    @Override
    public void created(LocalProcess process) {}

    @Override
    public void spawned(LocalProcess process) {}

    @Override
    public void started(LocalProcess process) {}

    @Override
    public void sent(LocalProcess sender, LocalProcess receiver, Message message) {}

    @Override
    public void received(LocalProcess receiver, Message message) {}

    @Override
    public void linked(LocalProcess self, LocalProcess peer) {}

    @Override
    public void unlinked(LocalProcess self, LocalProcess peer) {}

    @Override
    public void registered(LocalProcess process, String name) {}

    @Override
    public void unregistered(LocalProcess process, String name) {}

    @Override
    public void labelled(LocalProcess process, String label) {}

    @Override
    public void ending(LocalProcess process, Ending ending) {}

    @Override
    public void ended(LocalProcess process, String reason) {}

    @Override
    public void mailboxFull(LocalProcess process, @Nullable String name, int limit) {}

    @Override
    public void processLimitReached(int limit) {}
  }
}
