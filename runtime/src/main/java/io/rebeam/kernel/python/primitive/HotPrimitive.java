package io.rebeam.kernel.python.primitive;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.function.PArguments;
import com.oracle.graal.python.builtins.objects.function.PBuiltinFunction;
import com.oracle.graal.python.builtins.objects.function.PKeyword;
import com.oracle.graal.python.builtins.objects.function.Signature;
import com.oracle.graal.python.nodes.PRootNode;
import com.oracle.graal.python.runtime.ExecutionContext.CalleeContext;
import com.oracle.graal.python.runtime.ExecutionContext.IndirectCallContext;
import com.oracle.graal.python.runtime.IndirectCallData;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.python.PythonContext;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A function of the host module that is a builtin function for Python, so that the compiler sees
 * which one is called and inlines it (ADR 3). One class for each. The calling thread keeps the
 * interpreter lock: a hot primitive never waits and never runs user code.
 */
public abstract class HotPrimitive extends PRootNode {
  /** GraalPy's number for a function all of whose parameters may be given by name. */
  private static final int NONE_POSITIONAL_ONLY = -1;

  private final String name;
  private final int arity;
  private final Caller caller;
  private final Signature signature;
  private final IndirectCallData callData;

  @Child private CalleeContext calleeContext = CalleeContext.create();

  /**
   * @param arity how many arguments it takes, all of them positional
   */
  @SuppressWarnings("this-escape") // GraalPy keeps the node, and calls nothing of it yet
  protected HotPrimitive(String name, int arity, Caller caller) {
    this(name, arity, IntStream.range(0, arity).mapToObj(i -> "argument" + i), caller);
  }

  /**
   * @param parameters the names by which its arguments may be given
   */
  @SuppressWarnings("this-escape") // the same
  protected HotPrimitive(String name, Stream<String> parameters, Caller caller) {
    this(name, NONE_POSITIONAL_ONLY, parameters, caller);
  }

  @SuppressWarnings("this-escape") // the same
  private HotPrimitive(String name, int positionalOnly, Stream<String> parameters, Caller caller) {
    super(PythonLanguage.get(null));
    this.name = name;
    this.caller = caller;
    TruffleString[] names = parameters.map(PythonContext::pythonText).toArray(TruffleString[]::new);
    this.arity = names.length;
    this.signature = new Signature(positionalOnly, false, -1, names, new TruffleString[0]);
    this.callData = IndirectCallData.createFor(this);
  }

  /** The function that Python calls; {@code defaults} are those of its last parameters. */
  public final PBuiltinFunction function(Object... defaults) {
    return PFactory.createBuiltinFunction(
        PythonLanguage.get(null),
        PythonContext.pythonText(name),
        null,
        defaults,
        PKeyword.EMPTY_KEYWORDS,
        0,
        getCallTarget());
  }

  protected final Caller caller() {
    return caller;
  }

  /** Does its work. Arguments and result are Python's: a text is a TruffleString. */
  protected abstract Object call(Object[] arguments);

  @Override
  @ExplodeLoop
  public final Object execute(VirtualFrame frame) {
    Object[] arguments = new Object[arity];
    for (int i = 0; i < arity; i++) {
      arguments[i] = PArguments.getArgument(frame, i);
    }
    // As GraalPy's own builtin functions do, for the frames of what it may call back.
    calleeContext.enter(frame);
    try {
      Object state = IndirectCallContext.enter(frame, this, callData);
      try {
        return call(arguments);
      } catch (RuntimeException e) {
        throw caller.errors().inPython(e);
      } finally {
        IndirectCallContext.exit(frame, this, callData, state);
      }
    } finally {
      calleeContext.exit(frame, this);
    }
  }

  @Override
  public final Signature getSignature() {
    return signature;
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final boolean isPythonInternal() {
    return true;
  }

  @Override
  public final boolean isInternal() {
    return true;
  }

  @Override
  public final boolean setsUpCalleeContext() {
    return true;
  }

  /** Its data of calls back belongs to this very node. */
  @Override
  public final boolean isCloningAllowed() {
    return false;
  }

  @Override
  public final boolean isCaptureFramesForTrace(boolean compiledFrame) {
    return false;
  }
}
