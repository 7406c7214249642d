package io.rebeam.node;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.trace.Target;
import io.rebeam.kernel.trace.TracePredicate;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.Traces;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The traces of a node, started from outside of it. */
final class NodeTraces implements Traces {
  private final NodeWiring wiring;
  private final Function<String, Pid> resolver;

  /**
   * @param resolver as {@link Node#resolve}
   */
  NodeTraces(NodeWiring wiring, Function<String, Pid> resolver) {
    this.wiring = wiring;
    this.resolver = resolver;
  }

  @Override
  public Trace start(TraceRequest request, TraceListener listener) {
    Target target = target(request.target());
    String expression = request.predicate();
    TracePredicate predicate = expression == null ? null : wiring.sessions().predicate(expression);
    try {
      return wiring.state().tracing().start(target, request, predicate, listener);
    } catch (RuntimeException e) {
      if (predicate != null) {
        predicate.close();
      }
      throw e;
    }
  }

  private Target target(String text) {
    Kernel kernel = wiring.kernel();
    if (text.equals(TraceRequest.ALL)) {
      return new Target.All();
    }
    if (kernel.names().whereis(text) != null) {
      return new Target.Named(text);
    }
    String label = ProcessNames.unquoted(text);
    if (kernel.table().all().stream().anyMatch(process -> label.equals(process.label()))) {
      return new Target.Labelled(label);
    }
    Pid pid = resolver.apply(text);
    @Nullable LocalProcess process = kernel.table().get(pid.serial());
    if (process == null) {
      throw new NoSuchProcessException("process " + pid + " has just exited");
    }
    return new Target.One(process);
  }

  @Override
  public List<Trace> running() {
    return wiring.state().tracing().running();
  }
}
