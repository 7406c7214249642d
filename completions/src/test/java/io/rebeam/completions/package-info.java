/** Tests of the completion scripts, in the shells they are for. */
@NullMarked
package io.rebeam.completions;

import org.jspecify.annotations.NullMarked;
