/**
 * The mark of the objects that cross into Python as they are. The one package besides {@code
 * kernel.python} that imports Truffle.
 */
@NullMarked
package io.rebeam.kernel.handle;

import org.jspecify.annotations.NullMarked;
