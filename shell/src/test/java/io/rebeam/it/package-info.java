/**
 * The program as it is shipped, in pipes and in a real terminal.
 *
 * <p>Start from {@link io.rebeam.it.Rebeam} and {@link io.rebeam.it.Screen}.
 */
@NullMarked
package io.rebeam.it;

import org.jspecify.annotations.NullMarked;
