/**
 * What runs in place of classes and methods of GraalPy: its locks, thread-local values, waits, long
 * computations, file reads. The build puts the calls into GraalPy's classes ({@code
 * runtime/src/build/GraalPyChanges.java}, {@code RedirectedCalls.java}), which name the classes
 * here in text. A lock is owned by a process, or by a thread that runs none.
 */
@NullMarked
package io.rebeam.kernel.python.library;

import org.jspecify.annotations.NullMarked;
