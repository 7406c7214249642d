package io.rebeam.kernel.inspect;

import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.GroupView;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.OtpView;
import io.rebeam.inspect.RegistryView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.inspect.TableView;
import io.rebeam.kernel.behaviour.Ancestor;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.behaviour.ServerModules;
import io.rebeam.kernel.behaviour.Supervision;
import io.rebeam.kernel.behaviour.Supervision.ChildNow;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what servers and supervisors have published about themselves. */
final class LiveOtp implements OtpInspector {
  /** Links of a process among which its supervisor is looked for. */
  private static final int MAX_LINKS = 1_000;

  private final Kernel kernel;
  private final ServerModules serverModules;
  private final LiveShared shared;

  LiveOtp(NodeState node) {
    this.kernel = node.kernel();
    this.serverModules = node.serverModules();
    this.shared = new LiveShared(node);
  }

  @Override
  public List<TableView> tables() {
    return shared.tables();
  }

  @Override
  public List<RegistryView> registries() {
    return shared.registries();
  }

  @Override
  public Optional<List<RegistryView.Entry>> entries(Pid registry) {
    return shared.entries(registry);
  }

  @Override
  public List<GroupView> groups(int limit) {
    return shared.groups(limit);
  }

  @Override
  public List<String> serverModules() {
    return serverModules.names();
  }

  private Optional<LocalProcess> find(Pid pid) {
    return Optional.ofNullable(kernel.table().get(pid.serial()));
  }

  @Override
  public Optional<SupervisionView> supervision(Pid supervisor, int limit) {
    return find(supervisor).map(LiveOtp::supervision).map(found -> view(found, limit));
  }

  private static @Nullable Supervision supervision(LocalProcess process) {
    Behaviour behaviour = process.behaviour();
    return behaviour == null ? null : behaviour.supervision();
  }

  @Override
  public Optional<OtpView> process(Pid pid, int limit) {
    return find(pid).map(process -> view(process, limit == 0 ? Integer.MAX_VALUE : limit));
  }

  private OtpView view(LocalProcess process, int limit) {
    Behaviour behaviour = process.behaviour();
    Supervision supervision = supervision(process);
    LocalProcess supervisor = supervisor(process);
    Supervision over = supervisor == null ? null : supervision(supervisor);
    ChildNow child = over == null ? null : over.childOf(process);
    return new OtpView(
        behaviour == null ? null : behaviour.name(),
        behaviour == null ? List.of() : ancestors(behaviour),
        supervision == null ? null : view(supervision, limit),
        supervisor == null ? null : ShownProcess.peer(supervisor),
        child == null ? null : view(child, kernel.ticker().nanos()));
  }

  private List<Peer> ancestors(Behaviour behaviour) {
    return Ancestor.list(behaviour.ancestors()).stream()
        .map(
            one -> {
              LocalProcess process = kernel.table().get(one.serial());
              return process != null
                  ? ShownProcess.peer(process)
                  : new Peer(new Pid(one.serial()), Objects.requireNonNullElse(one.name(), ""));
            })
        .toList();
  }

  /** Its parent, or another process that it is linked to, when that has it as a child. */
  private @Nullable LocalProcess supervisor(LocalProcess process) {
    LocalProcess parent = process.parent() == 0 ? null : kernel.table().get(process.parent());
    return Stream.concat(
            Stream.ofNullable(parent),
            Stream.of(process).flatMap(one -> ProcessFacts.links(one).stream().limit(MAX_LINKS)))
        .filter(
            one -> {
              Supervision supervision = supervision(one);
              return supervision != null && supervision.childOf(process) != null;
            })
        .findFirst()
        .orElse(null);
  }

  private SupervisionView view(Supervision supervision, int limit) {
    long nanos = kernel.ticker().nanos();
    Supervision.Now now = supervision.now(nanos, limit);
    return new SupervisionView(
        now.flags().strategy(),
        now.flags().maxRestarts(),
        now.flags().period(),
        now.recent(),
        now.restarts(),
        now.flags().autoShutdown(),
        now.children().stream().map(child -> view(child, nanos)).toList(),
        now.total());
  }

  private static ChildView view(ChildNow child, long nanos) {
    Supervision.Spec spec = child.spec();
    Endpoint process = child.process();
    Supervision.End end = child.lastEnd();
    return new ChildView(
        spec.id(),
        spec.start(),
        spec.restart(),
        spec.shutdown(),
        spec.type(),
        spec.significant(),
        child.state().name().toLowerCase(Locale.ROOT),
        process == null ? null : new Pid(process.serial()),
        child.restarts(),
        end == null
            ? null
            : new ChildView.End(end.reason(), Duration.ofNanos(Math.max(0, nanos - end.nanos()))));
  }
}
