/**
 * What one thread has another do at a safepoint of its Python code: end a killed process, raise an
 * exception, run handlers of signals, share the interpreter lock; and the rules that say at which
 * places that may happen. Requests are owned by {@code Interruptions} until the thread has answered
 * them.
 */
@NullMarked
package io.rebeam.kernel.python.safepoint;

import org.jspecify.annotations.NullMarked;
