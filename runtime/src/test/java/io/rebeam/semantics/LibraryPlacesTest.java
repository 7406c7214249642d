package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the runtime takes for granted of GraalPy's own library; an upgrade may change it. */
class LibraryPlacesTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void theFilesWhoseCodeIsNotStoppedAreWhereTheyAreExpected() {
    String out =
        node.output(
            """
            import asyncio, heapq, importlib, logging, queue, selectors, threading, weakref

            functions = (
                heapq.merge, logging.getLogger, selectors._fileobj_to_fd, threading.Thread.start,
                asyncio.BaseEventLoop._run_once, queue.Queue.get, weakref.WeakSet.add,
                weakref.finalize.__call__, importlib._bootstrap._find_and_load,
            )
            for function in functions:
                print(function.__code__.co_filename.replace("\\\\", "/").split("/lib/")[-1])
            """);

    assertThat(out)
        .isEqualTo(
            """
            python3.12/heapq.py
            python3.12/logging/__init__.py
            python3.12/selectors.py
            python3.12/threading.py
            python3.12/asyncio/base_events.py
            python3.12/queue.py
            python3.12/_weakrefset.py
            python3.12/weakref.py
            python3.12/importlib/_bootstrap.py
            """);
  }
}
