package io.rebeam.kernel.python;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.impl.DefaultTruffleRuntime;
import io.rebeam.error.NodeFailedException;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.timer.MessageTimers;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/** The engine that all contexts of a node share, so that compiled code is shared (design D4). */
public final class PythonEngine implements AutoCloseable {
  /**
   * How often a function has been called before it is compiled, also if it has a loop: those of the
   * boot that loop over a few hundred names would be, and take the compiler's thread for two
   * seconds. A loop that runs long is compiled by itself.
   */
  private static final String LEAST_CALLS_COMPILED = "400";

  private final Engine engine;
  private final SafepointInstrument.Safepoints safepoints;
  private final InputStream in;

  public PythonEngine(OutputStream out, OutputStream err, InputStream in) {
    this.in = in;
    try {
      Engine.Builder builder =
          Engine.newBuilder("python")
              .out(out)
              .err(err)
              .option("engine.WarnInterpreterOnly", "false");
      if (!(Truffle.getRuntime() instanceof DefaultTruffleRuntime)) {
        builder
            .allowExperimentalOptions(true)
            .option("engine.FirstTierMinInvokeThreshold", LEAST_CALLS_COMPILED);
      }
      engine = builder.build();
      safepoints =
          Objects.requireNonNull(engine.getInstruments().get(SafepointInstrument.ID))
              .lookup(SafepointInstrument.Safepoints.class);
    } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
      throw new NodeFailedException("Python cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Creates a scheduler's context and boots the library in it. Python code sees the machine as any
   * Python does, and nothing of Java (design D12).
   *
   * @param bugs is told of bugs of ours
   */
  public PythonContext newContext(
      Scheduler scheduler, MessageTimers timers, Consumer<Throwable> bugs, Path library) {
    Context context =
        Context.newBuilder("python")
            .engine(engine)
            .in(in)
            .allowHostAccess(HostAccess.NONE)
            .allowHostClassLookup(_ -> false)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowIO(IOAccess.ALL)
            .allowCreateThread(true)
            .allowCreateProcess(true)
            .allowNativeAccess(true)
            .allowEnvironmentAccess(EnvironmentAccess.INHERIT)
            .allowValueSharing(false)
            .allowExperimentalOptions(true)
            .option("python.InstallSignalHandlers", "false")
            .option("python.DontWriteBytecodeFlag", "true")
            .build();
    context.enter();
    try {
      context.initialize("python");
      TruffleContext inside = safepoints.lastContext();
      if (inside == null) {
        throw new NodeFailedException("the safepoint instrument saw no context");
      }
      PythonContext python = new PythonContext(context, safepoints, inside);
      python.boot(scheduler, timers, bugs, library.toAbsolutePath().toString());
      return python;
    } finally {
      context.leave();
    }
  }

  /** {@code GraalVM CE}, {@code Interpreted}, … */
  public String implementationName() {
    return engine.getImplementationName();
  }

  /** The version of GraalPy: all of GraalVM's parts have one. */
  public String version() {
    return engine.getVersion();
  }

  @Override
  public void close() {
    engine.close(true);
  }
}
