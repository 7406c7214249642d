/**
 * The commands about the session itself: its values, errors, variables and inputs, code that it
 * evaluates, its folder, leaving it.
 *
 * <p>Start from {@link io.rebeam.commands.session.FullCommand}.
 */
@NullMarked
package io.rebeam.commands.session;

import org.jspecify.annotations.NullMarked;
