/**
 * The node: a runtime of processes, started, inspected and closed from Java.
 *
 * <p>Start from {@link io.rebeam.node.Node}.
 */
@NullMarked
package io.rebeam.node;

import org.jspecify.annotations.NullMarked;
