/** The program of the operating system that a node is part of: its signals and its end. */
@NullMarked
package io.rebeam.program;

import org.jspecify.annotations.NullMarked;
