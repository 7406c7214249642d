/** Collections that stay small where there may be a million of them. */
@NullMarked
package io.rebeam.kernel.collection;

import org.jspecify.annotations.NullMarked;
