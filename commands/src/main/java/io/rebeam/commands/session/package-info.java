/**
 * The commands about the session itself: its last value, its last error, leaving it.
 *
 * <p>Start from {@link io.rebeam.commands.session.FullCommand}.
 */
@NullMarked
package io.rebeam.commands.session;

import org.jspecify.annotations.NullMarked;
