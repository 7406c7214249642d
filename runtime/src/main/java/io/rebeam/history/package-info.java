/**
 * The history of a node: processes that have ended, and the reports of crashes.
 *
 * <p>Start from {@link io.rebeam.history.EndedProcess} and {@link io.rebeam.history.LoggedCause}.
 * Every type here is a value; any thread may use it.
 */
@NullMarked
package io.rebeam.history;

import org.jspecify.annotations.NullMarked;
