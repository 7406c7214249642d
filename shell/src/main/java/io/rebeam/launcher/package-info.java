/**
 * The program: {@link io.rebeam.launcher.Main} reads the command line and runs what it asks for.
 * Nothing of Python is touched before that is known.
 */
@NullMarked
package io.rebeam.launcher;

import org.jspecify.annotations.NullMarked;
