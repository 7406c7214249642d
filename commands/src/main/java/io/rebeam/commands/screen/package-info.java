/**
 * Commands that take the whole screen and keep it up to date: {@code :top} and {@code :watch}.
 *
 * <p>A {@link io.rebeam.commands.screen.Show} is what is shown and what keys do to it, without a
 * terminal; {@code ScreenLoop} brings it together with a {@link io.rebeam.commands.screen.Canvas},
 * which the shell makes of its terminal. One thread, that of the command, uses all of them. Where
 * there is no screen to take, the same commands write their answers one after the other.
 */
@NullMarked
package io.rebeam.commands.screen;

import org.jspecify.annotations.NullMarked;
