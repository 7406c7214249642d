/** Completion at the prompt: Python and processes, commands and their options. */
@NullMarked
package io.rebeam.shell.completion;

import org.jspecify.annotations.NullMarked;
