/** Where the output of processes goes: above the prompt, to the screen, or into a pipe. */
@NullMarked
package io.rebeam.shell.output;

import org.jspecify.annotations.NullMarked;
