package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects without references: finalizers, files and weak references. */
class GarbageTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void finalizersAndCallbacksOfWeakReferencesRun() {
    String out =
        node.output(
            """
            import gc, weakref

            class Thing:
                pass

            def forget(to):
                thing = Thing()
                weakref.finalize(thing, send, to, "finalized")
                refs.append(weakref.ref(thing, lambda ref: send(to, "collected")))
                seen.add(thing)

            refs = []
            seen = weakref.WeakSet()
            forget(self())
            told = set()
            while len(told) < 2:
                gc.collect()
                told.add(await receive(timeout=0.1, default="finalized"))
            print(sorted(told), refs[0](), len(seen))
            while await receive(timeout=0, default=None):
                pass
            """);

    assertThat(out).isEqualTo("['collected', 'finalized'] None 0\n");
  }

  @Test
  void aForgottenFileIsClosed() {
    String out =
        node.output(
            """
            import gc, os

            def forget():
                return open(os.devnull).fileno()

            number = forget()
            try:
                while True:
                    os.fstat(number)
                    gc.collect()
                    await sleep(0.01)
            except OSError as error:
                print(error.errno)
            """);

    assertThat(out).isEqualTo("9\n");
  }
}
