/**
 * How Python calls the runtime: the forms of primitives, the table that they are registered in, and
 * what their bodies use. A {@code Caller} owns nothing; it is the calling thread's process and the
 * parts of the context that the thread is in.
 */
@NullMarked
package io.rebeam.kernel.python.primitive;

import org.jspecify.annotations.NullMarked;
