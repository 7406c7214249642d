/**
 * The errors that rebeam itself reports. Their first line alone says what failed and what to do.
 *
 * <p>Start from {@link io.rebeam.error.RebeamException}.
 */
@NullMarked
package io.rebeam.error;

import org.jspecify.annotations.NullMarked;
