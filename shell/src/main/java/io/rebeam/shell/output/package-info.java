/** The output of processes: above the prompt, onto the screen, or into a pipe. */
@NullMarked
package io.rebeam.shell.output;

import org.jspecify.annotations.NullMarked;
