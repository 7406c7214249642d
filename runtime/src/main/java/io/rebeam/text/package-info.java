/**
 * Text for people: characters that a terminal must not obey, values as Python writes them, and the
 * nearest of some words. Functions of their arguments only, for the kernel and for the commands.
 */
@NullMarked
package io.rebeam.text;

import org.jspecify.annotations.NullMarked;
