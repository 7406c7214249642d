/**
 * The man pages, generated from the models of the command line and of the prompt's commands. Start
 * from {@link io.rebeam.man.GenerateManPages}.
 */
@NullMarked
package io.rebeam.man;

import org.jspecify.annotations.NullMarked;
