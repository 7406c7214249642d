/** Tests of the inspection of a node. */
@NullMarked
package io.rebeam.inspect;

import org.jspecify.annotations.NullMarked;
