package io.rebeam.kernel.python.library;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.contextvars.PContextVarsContext;
import com.oracle.graal.python.runtime.PythonContext.PythonThreadState;
import com.oracle.graal.python.runtime.object.PFactory;
import io.rebeam.kernel.scheduler.ContextVariables;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * GraalPy's own place for a thread's {@code contextvars}. Its getter makes variables where there
 * are none, so the field itself is read: a million processes that use none should have none.
 */
public final class ThreadVariables implements ContextVariables {
  private static final VarHandle VARIABLES;

  static {
    try {
      VARIABLES =
          MethodHandles.privateLookupIn(PythonThreadState.class, MethodHandles.lookup())
              .findVarHandle(
                  PythonThreadState.class, "contextVarsContext", PContextVarsContext.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PythonLanguage language;
  private final PythonThreadState state;

  /** For the calling thread, which has entered the context. */
  public ThreadVariables() {
    language = PythonLanguage.get(null);
    state = com.oracle.graal.python.runtime.PythonContext.get(null).getThreadState(language);
  }

  @Override
  public void give(@Nullable Object variables) {
    VARIABLES.set(state, (PContextVarsContext) variables);
  }

  @Override
  public @Nullable Object take() {
    PContextVarsContext variables = (PContextVarsContext) VARIABLES.get(state);
    if (variables != null) {
      VARIABLES.set(state, (PContextVarsContext) null);
    }
    return variables;
  }

  @Override
  public @Nullable Object copy() {
    PContextVarsContext variables = (PContextVarsContext) VARIABLES.get(state);
    return variables == null ? null : PFactory.copyContextVarsContext(language, variables);
  }
}
