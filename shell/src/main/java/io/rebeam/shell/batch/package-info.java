/**
 * Batch mode: programs from files, inline code and standard input. Start from {@link
 * io.rebeam.shell.batch.Batch}.
 */
@NullMarked
package io.rebeam.shell.batch;

import org.jspecify.annotations.NullMarked;
