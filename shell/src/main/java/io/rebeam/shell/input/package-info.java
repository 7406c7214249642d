/**
 * Input that is typed, pasted or piped: its completeness, splitting, cleaning, colours and
 * completion.
 *
 * <p>Everything here is lexical and runs without Python. Start from {@link
 * io.rebeam.shell.input.PythonInput}; {@link io.rebeam.shell.input.ShellParser} and {@link
 * io.rebeam.shell.input.PythonHighlighter} offer it to the line reader.
 */
@NullMarked
package io.rebeam.shell.input;

import org.jspecify.annotations.NullMarked;
