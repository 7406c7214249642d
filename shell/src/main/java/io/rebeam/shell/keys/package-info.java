/** Keys of a terminal: the sequences they send, and what is the same for every line editor. */
@NullMarked
package io.rebeam.shell.keys;

import org.jspecify.annotations.NullMarked;
