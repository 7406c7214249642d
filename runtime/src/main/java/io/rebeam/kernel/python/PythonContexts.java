package io.rebeam.kernel.python;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.impl.DefaultTruffleRuntime;
import com.oracle.truffle.api.nodes.LanguageInfo;
import io.rebeam.error.NodeFailedException;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.library.ForgottenFiles;
import io.rebeam.kernel.python.safepoint.SafepointInstrument;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.program.StandardStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Makes the Python contexts of a node, each with an engine of its own. An engine that is given to a
 * context's builder puts GraalPy into its mode for several contexts, even if there is only one:
 * globals and functions are not folded into compiled code, and a metaclass cannot assign {@code
 * __class__}.
 */
public final class PythonContexts {
  /**
   * How often a function has been called before it is compiled, also if it has a loop: those of the
   * boot that loop over a few hundred names would be, and take the compiler's thread for two
   * seconds. A loop that runs long is compiled by itself.
   */
  private static final String MIN_CALLS_COMPILED = "400";

  /** Regular expressions, and the two that native libraries are called through. */
  private static final List<String> INTERNAL_LANGUAGES =
      List.of("regex", "nfi", "internal/nfi-native");

  private final OutputStream out;
  private final OutputStream err;
  private final InputStream in;
  private final ProgramStarter programs;
  private final Map<String, String> options;

  /**
   * The streams are those of all contexts.
   *
   * @param streams those that programs of the system get
   * @param options further options of Python, by their names
   */
  public PythonContexts(
      OutputStream out,
      OutputStream err,
      InputStream in,
      StandardStreams streams,
      Map<String, String> options) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.programs = new ProgramStarter(streams);
    this.options = Map.copyOf(options);
  }

  /**
   * Creates a scheduler's context and boots the library in it. Python code sees the machine as any
   * Python does, and nothing of Java (ADR 12).
   *
   * @param bugs gets bugs of ours that primitives come upon
   * @throws NodeFailedException where Python or the library cannot be started
   */
  public PythonContext create(MainProcess main, Consumer<Throwable> bugs, Path library) {
    Context context = newContext();
    return FinalizerThread.start(
        context,
        () -> {
          context.initialize("python");
          SafepointInstrument.Safepoints safepoints =
              Objects.requireNonNull(
                      context.getEngine().getInstruments().get(SafepointInstrument.ID),
                      "the safepoint instrument is not on the class path")
                  .lookup(SafepointInstrument.Safepoints.class);
          TruffleContext inside = safepoints.lastContext();
          if (inside == null) {
            throw new NodeFailedException("the safepoint instrument saw no context");
          }
          initializeInternalLanguages();
          String folder = library.toAbsolutePath().toString();
          PythonContext python =
              new PythonContext(
                  context, safepoints, inside, programs, new LibraryCode(folder), main, bugs);
          python.boot(folder);
          return python;
        });
  }

  /**
   * Sets up the languages that Python uses inside, while no other thread is in the context: at
   * their first use all threads would have to answer at a safepoint, and one that waits in the
   * system, for a pipe, does not.
   */
  private static void initializeInternalLanguages() {
    var environment = com.oracle.graal.python.runtime.PythonContext.get(null).getEnv();
    Map<String, LanguageInfo> languages = environment.getInternalLanguages();
    for (String name : INTERNAL_LANGUAGES) {
      LanguageInfo language = languages.get(name);
      if (language != null) {
        environment.initializeLanguage(language);
      }
    }
  }

  private Context newContext() {
    try {
      Context.Builder builder =
          Context.newBuilder("python")
              .in(in)
              .out(out)
              .err(err)
              .allowHostAccess(HostAccess.NONE)
              .allowHostClassLookup(_ -> false)
              .allowPolyglotAccess(PolyglotAccess.NONE)
              .allowIO(
                  IOAccess.newBuilder(IOAccess.ALL)
                      .allowHostFileAccess(false)
                      .fileSystem(ForgottenFiles.system())
                      .build())
              .allowCreateThread(true)
              .allowCreateProcess(true)
              .processHandler(programs)
              .allowNativeAccess(true)
              .allowEnvironmentAccess(EnvironmentAccess.INHERIT)
              .allowValueSharing(false)
              .allowExperimentalOptions(true)
              .option("engine.WarnInterpreterOnly", "false")
              .option("python.InstallSignalHandlers", "false")
              .option("python.WarnExperimentalFeatures", "false")
              .option("python.DontWriteBytecodeFlag", "true")
              .options(options);
      if (!(Truffle.getRuntime() instanceof DefaultTruffleRuntime)) {
        builder.option("engine.FirstTierMinInvokeThreshold", MIN_CALLS_COMPILED);
      }
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
      throw new NodeFailedException("Python cannot be started: " + e.getMessage(), e);
    }
  }
}
