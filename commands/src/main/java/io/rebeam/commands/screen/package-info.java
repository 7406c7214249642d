/**
 * Commands that use the whole screen and keep it up to date: {@code :top} and {@code :watch}.
 *
 * <p>A {@link io.rebeam.commands.screen.Show} is the content and the effects of keys, without a
 * terminal; {@code ScreenLoop} connects it to a {@link io.rebeam.commands.screen.Canvas}, which the
 * shell makes of its terminal. One thread, that of the command, uses all of them. Without a
 * terminal the same commands write their answers one after the other.
 */
@NullMarked
package io.rebeam.commands.screen;

import org.jspecify.annotations.NullMarked;
