/** Tests of the man pages. */
@NullMarked
package io.rebeam.man;

import org.jspecify.annotations.NullMarked;
