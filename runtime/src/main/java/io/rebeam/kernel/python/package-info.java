/**
 * The bridge to Python: contexts, the host module {@code _rebeam_host}, safepoint actions, and
 * reading Python values from outside. The only package that knows GraalPy.
 */
@NullMarked
package io.rebeam.kernel.python;

import org.jspecify.annotations.NullMarked;
