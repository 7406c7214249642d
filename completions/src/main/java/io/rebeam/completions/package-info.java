/**
 * Completion scripts for bash, zsh and fish, generated from the command line's own model. Start
 * from {@link io.rebeam.completions.GenerateCompletions}.
 */
@NullMarked
package io.rebeam.completions;

import org.jspecify.annotations.NullMarked;
