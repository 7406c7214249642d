package io.rebeam.kernel.python.safepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.graal.python.builtins.objects.function.PFunction;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.nodes.attributes.ReadAttributeFromObjectNode;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.graal.python.util.PythonUtils;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.library.ThreadVariables;
import io.rebeam.testing.TestNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the runtime relies on of GraalPy's files, objects and bytecode. */
class GraalPyTest {
  private static final Context CONTEXT =
      Context.newBuilder("python").option("engine.WarnInterpreterOnly", "false").build();
  private static final LibraryCode LIBRARY = new LibraryCode("/nowhere");
  private static final SharedCode SHARED = new SharedCode(LIBRARY);

  @BeforeAll
  static void enter() {
    CONTEXT.enter();
    Object folder = python("import warnings", "warnings.__file__.rpartition('/')[0] + '/'");
    LIBRARY.standardFolder(folder.toString());
  }

  @AfterAll
  static void close() {
    CONTEXT.leave();
    CONTEXT.close();
  }

  /** The object that an expression gives, as GraalPy has it. */
  private static Object python(String statements, String expression) {
    CONTEXT.eval("python", statements + "\nfound = " + expression);
    return ReadAttributeFromObjectNode.getUncached()
        .execute(
            PythonContext.get(null).getMainModule(), PythonUtils.toTruffleStringUncached("found"));
  }

  /** The code of a function of Python. */
  private static PBytecodeRootNode code(String module, String function) {
    PFunction found = (PFunction) python("import " + module, function);
    return (PBytecodeRootNode) found.getCode().getRootCallTarget().getRootNode();
  }

  @ParameterizedTest
  @CsvSource({
    "importlib, importlib._bootstrap._find_and_load",
    "importlib, importlib._bootstrap_external._path_join",
    "logging,   logging.getLogger",
    "threading, threading.Condition.wait",
    "queue,     queue.Queue.get",
  })
  void codeThatUsesLocksOfTheLibraryIsFound(String module, String function) {
    assertThat(SHARED.usesLocks(code(module, function))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "asyncio,     asyncio.BaseEventLoop.run_forever",
    "_weakrefset, _weakrefset.WeakSet.add",
    "heapq,       heapq.nsmallest",
    "selectors,   selectors.SelectSelector.register",
    "weakref,     weakref.WeakValueDictionary.__init__",
  })
  void codeOfAsyncioIsFound(String module, String function) {
    assertThat(SHARED.isPartOfAsyncio(SharedCode.file(code(module, function)))).isTrue();
  }

  @Test
  void codeOfAProgramIsOfNoLibrary() {
    PFunction found = (PFunction) python("def own(): pass", "own");
    PBytecodeRootNode code = (PBytecodeRootNode) found.getCode().getRootCallTarget().getRootNode();

    assertThat(SHARED.usesLocks(code)).isFalse();
    assertThat(SHARED.isPartOfAsyncio(SharedCode.file(code))).isFalse();
  }

  static Stream<String> steppers() {
    return SharedCode.STEPPERS.stream();
  }

  @ParameterizedTest
  @MethodSource("steppers")
  void whatStepsProcessesIsInTheLibrary(String module) {
    Path path = TestNode.library().resolve("rebeam").resolve(module + ".py");

    assertThat(path).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({
    "plain(),     false",
    "finally_(),  true",
    "except_(),   true",
    "with_(),     true",
    "outer(),     true",
    "unstarted(), false",
  })
  void theHandlersOfACoroutineAreFoundInItsBytecode(String call, boolean handled) {
    Object coroutine =
        python(
            """
            class Suspension:
                def __await__(self):
                    yield

            class Manager:
                def __enter__(self): pass
                def __exit__(self, *error): pass

            async def plain(): await Suspension()

            async def finally_():
                try:
                    await Suspension()
                finally:
                    pass

            async def except_():
                try:
                    await plain()
                except ValueError:
                    pass

            async def with_():
                with Manager():
                    await plain()

            async def outer(): await finally_()

            async def unstarted(): await finally_()

            coroutine = %s
            if "%s" != "unstarted()":
                coroutine.send(None)
            """
                .formatted(call, call),
            "coroutine");

    assertThat(Unwinding.runsCode(coroutine)).isEqualTo(handled);
  }

  @Test
  void slotsAreKeptInTheOrderOfTheirNames() {
    Object object =
        python(
            """
            class Slotted:
                __slots__ = ("first", "second")

            slotted = Slotted()
            slotted.second = "b"
            slotted.first = "a"
            """,
            "slotted");

    assertThat(((PythonObject) object).getIndexedSlots())
        .extracting(Object::toString)
        .containsExactly("a", "b");
  }

  @Test
  void contextVariablesAreAFieldOfTheThread() {
    ThreadVariables variables = new ThreadVariables();

    python("import contextvars\ncontextvars.ContextVar('name').set(1)", "None");

    Object taken = variables.take();
    assertThat(taken).isNotNull();
    assertThat(variables.take()).isNull();
  }

  @Test
  void nativeCodeIsCalledThroughTruffle() {
    assertThat(SharedCode.NATIVE_CALLS + "libffi.LibFFILanguage").satisfies(Class::forName);
  }
}
