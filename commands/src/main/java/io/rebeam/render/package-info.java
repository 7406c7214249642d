/**
 * The form of answers: a model of an answer, and renderers that write it as an aligned table, as
 * tab-separated text or as JSON.
 *
 * <p>Start from {@link io.rebeam.render.View}, the answer of a command, and {@link
 * io.rebeam.render.Renderer}, which writes it. Everything here is a value that any thread may use.
 * The package uses no terminal, process or command.
 */
@NullMarked
package io.rebeam.render;

import org.jspecify.annotations.NullMarked;
