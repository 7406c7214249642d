/**
 * What is typed or piped in: whether it is complete, what kind it is, how it looks while it is
 * edited. Pure text work, but for {@link io.rebeam.shell.input.Prompt}, which owns the line editor.
 */
@NullMarked
package io.rebeam.shell.input;

import org.jspecify.annotations.NullMarked;
