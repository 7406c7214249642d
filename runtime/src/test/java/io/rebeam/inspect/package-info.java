/** Tests of looking into a node. */
@NullMarked
package io.rebeam.inspect;

import org.jspecify.annotations.NullMarked;
