package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Statements that the build corrects in GraalPy; the expected behaviour is that of CPython 3.12.
 */
class StatementTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void exceptStarHandlesPartsOfGroups() {
    String out =
        node.output(
            """
            def text(error):
                if not isinstance(error, BaseExceptionGroup):
                    return repr(error)
                inner = ", ".join(text(each) for each in error.exceptions)
                return f"{type(error).__name__}({error.message!r}, {inner})"

            def show(function):
                try:
                    function()
                except BaseException as error:
                    print(text(error), error.__context__)
                else:
                    print("no error")

            def parts():
                try:
                    raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), KeyError(3)])])
                except* ValueError as e:
                    print("values", text(e), e.__context__)
                except* (TypeError, OSError) as e:
                    print("types", text(e))
            show(parts)

            def naked():
                try:
                    raise ValueError("naked")
                except* ValueError as e:
                    print(text(e))
                else:
                    print("not this")
                finally:
                    print("finally")
            show(naked)

            def unhandled():
                try:
                    raise ValueError("naked")
                except* TypeError as e:
                    print(repr(e))
            show(unhandled)

            def raising():
                try:
                    raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(5)])
                except* ValueError:
                    raise OSError("new")
                except* TypeError:
                    raise
            show(raising)

            def nothing():
                try:
                    pass
                except* ValueError:
                    print("never")
                else:
                    print("else")
            show(nothing)

            def nested():
                for i in range(2):
                    try:
                        try:
                            raise ExceptionGroup("g", [ValueError(i)])
                        except* ValueError as outer:
                            try:
                                raise TypeError
                            except* TypeError:
                                print("inner", i)
                            for x in range(3):
                                if x:
                                    break
                    except* OSError:
                        pass
                    print("outer" in locals())
            show(nested)

            def of_groups():
                try:
                    raise ValueError
                except* ExceptionGroup:
                    pass
            show(of_groups)

            def of_what_is_no_exception():
                try:
                    raise ValueError
                except* int:
                    pass
            show(of_what_is_no_exception)
            """);

    assertThat(out)
        .isEqualTo(
            """
            values ExceptionGroup('g', ValueError(1)) None
            types ExceptionGroup('g', ExceptionGroup('h', TypeError(2)))
            ExceptionGroup('g', ExceptionGroup('h', KeyError(3))) None
            ExceptionGroup('', ValueError('naked'))
            finally
            no error
            ValueError('naked') None
            ExceptionGroup('', OSError('new'), ExceptionGroup('g', TypeError(2), KeyError(5))) None
            else
            no error
            inner 0
            False
            inner 1
            False
            no error
            TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')\s
            TypeError('catching classes that do not inherit from BaseException is not allowed')\s
            """);
  }

  @Test
  void exceptStarStandsWhereStatementsStand() {
    String out =
        node.output(
            """
            import ast, asyncio

            async def fails(n):
                raise ValueError(n)

            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fails(1))
                    group.create_task(fails(2))
            except* ValueError as errors:
                print(len(errors.exceptions), await receive(timeout=0, default="awaited"))

            class Body:
                try:
                    raise ValueError
                except* ValueError:
                    kept = lambda: "kept"
            print(Body.kept(), [name for name in [*vars(Body), *globals()] if "$" in name])

            print(type(ast.parse("try: pass\\nexcept* OSError: pass").body[0]).__name__)
            for source in ("def f():\\n try: pass\\n except* ValueError: return",
                           "for i in []:\\n try: pass\\n except* ValueError: break",
                           "while 0:\\n try: pass\\n except* ValueError:\\n  if 1: continue",
                           "try: pass\\nexcept* ValueError:\\n  def f(): return 1\\n  for i in (): break"):
                try:
                    compile(source, "source", "exec")
                    print("compiled")
                except SyntaxError as error:
                    print(error.msg, error.lineno)
            """);

    String refused = "'break', 'continue' and 'return' cannot appear in an except* block ";
    assertThat(out)
        .isEqualTo(
            """
            2 awaited
            kept []
            TryStar
            """
                + (refused + "3\n").repeat(2)
                + (refused + "4\n")
                + "compiled\n");
  }

  @Test
  void asyncWithCallsAexitOnlyWhenAenterHasReturned() {
    String out =
        node.output(
            """
            import asyncio

            class Manager:
                def __init__(self, fails=False):
                    self.fails = fails
                async def __aenter__(self):
                    await yield_()
                    if self.fails:
                        raise ValueError("enter")
                    return "entered"
                async def __aexit__(self, kind, error, trace):
                    print("exit", kind)
                    return kind is KeyError

            async def enters():
                try:
                    async with Manager() as outer, Manager(True) as inner:
                        print("not this")
                except ValueError as error:
                    print(error)
                async with Manager() as value, Manager():
                    print(value)
                    raise KeyError
                for i in range(2):
                    async with Manager():
                        if i:
                            break
                async with Manager():
                    return "returned"

            print(await enters())

            lock = asyncio.Lock()
            await lock.acquire()
            try:
                async with asyncio.timeout(0.01):
                    async with lock:
                        pass
            except TimeoutError:
                print(lock.locked())
            """);

    assertThat(out)
        .isEqualTo(
            """
            exit <class 'ValueError'>
            enter
            entered
            exit <class 'KeyError'>
            exit None
            exit None
            exit None
            exit None
            returned
            True
            """);
  }
}
