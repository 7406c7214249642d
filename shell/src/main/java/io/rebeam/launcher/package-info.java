/**
 * The program: {@link io.rebeam.launcher.Main} parses the command line and runs the action. Python
 * is not loaded before the command line has been parsed.
 */
@NullMarked
package io.rebeam.launcher;

import org.jspecify.annotations.NullMarked;
