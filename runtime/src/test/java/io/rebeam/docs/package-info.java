/** Runs the examples of the pages in {@code docs/}. */
@NullMarked
package io.rebeam.docs;

import org.jspecify.annotations.NullMarked;
