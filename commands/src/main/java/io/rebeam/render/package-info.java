/**
 * How answers look: one model of an answer, and renderers that write it as an aligned table, as
 * tab-separated text or as JSON.
 *
 * <p>Start from {@link io.rebeam.render.View}, what a command answers, and {@link
 * io.rebeam.render.Renderer}, which writes it. Everything here is a value and any thread may use
 * it; nothing here knows a terminal, a process or a command.
 */
@NullMarked
package io.rebeam.render;

import org.jspecify.annotations.NullMarked;
