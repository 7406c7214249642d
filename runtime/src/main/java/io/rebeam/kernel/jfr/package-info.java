/**
 * Events for Java's Flight Recorder, so that JDK Mission Control shows a node. Without a recording
 * they cost a check that the compiler folds away.
 *
 * <p>Start from {@link io.rebeam.kernel.jfr.Flight}.
 */
@NullMarked
package io.rebeam.kernel.jfr;

import org.jspecify.annotations.NullMarked;
