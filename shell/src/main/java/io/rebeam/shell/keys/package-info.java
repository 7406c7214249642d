/** Keys of a terminal: the sequences they send, and their bindings in every line editor. */
@NullMarked
package io.rebeam.shell.keys;

import org.jspecify.annotations.NullMarked;
