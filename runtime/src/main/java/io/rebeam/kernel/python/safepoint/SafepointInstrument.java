package io.rebeam.kernel.python.safepoint;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.ContextsListener;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.nodes.LanguageInfo;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs actions on threads that are busy in Python, at their next safepoint (ADR 6, ADR 7). What an
 * action throws is thrown by the Python code that was interrupted.
 */
@TruffleInstrument.Registration(
    id = SafepointInstrument.ID,
    name = "rebeam safepoints",
    services = SafepointInstrument.Safepoints.class)
public final class SafepointInstrument extends TruffleInstrument {
  public static final String ID = "rebeam";

  /** The instrument's service; one for each engine. */
  public interface Safepoints {
    /** The context created last, for the scheduler that just created it. */
    @Nullable TruffleContext lastContext();

    /** Has {@code thread} run {@code action} at its next safepoint in {@code context}. */
    void submit(TruffleContext context, Thread thread, Action action);
  }

  /** Something to do on another thread. */
  @FunctionalInterface
  public interface Action {
    void perform(ThreadLocalAction.Access access);
  }

  @Override
  protected void onCreate(Env env) {
    AtomicReference<@Nullable TruffleContext> last = new AtomicReference<>();
    env.getInstrumenter().attachContextsListener(new Contexts(last), true);
    env.registerService(
        new Safepoints() {
          @Override
          public @Nullable TruffleContext lastContext() {
            return last.get();
          }

          @Override
          public void submit(TruffleContext context, Thread thread, Action action) {
            var _ =
                env.submitThreadLocal(
                    context,
                    new Thread[] {thread},
                    new ThreadLocalAction(true, false) {
                      @Override
                      protected void perform(Access access) {
                        action.perform(access);
                      }
                    });
          }
        });
  }

  /** Remembers the context created last. */
  private record Contexts(AtomicReference<@Nullable TruffleContext> last)
      implements ContextsListener {
    @Override
    public void onContextCreated(TruffleContext context) {
      last.set(context);
    }

    @Override
    public void onLanguageContextCreated(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextInitialized(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextFinalized(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextDisposed(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onContextClosed(TruffleContext context) {}
  }
}
