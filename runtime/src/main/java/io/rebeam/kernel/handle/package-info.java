/**
 * The types of the kernel's objects that Python may hold as they are. The one package besides
 * {@code kernel.python} that imports Truffle.
 */
@NullMarked
package io.rebeam.kernel.handle;

import org.jspecify.annotations.NullMarked;
