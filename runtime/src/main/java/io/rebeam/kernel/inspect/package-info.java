/**
 * Looking into a node: processes, mailboxes, stacks, load, memory and history as records, without
 * running Python code and without waiting for the process that is looked at. Values and code of
 * Python are read through {@code ValueReader} and {@code StackSource}, which the bridge to Python
 * implements; this package does not import GraalPy. {@code LiveInspector} owns the readings of
 * mailboxes.
 */
@NullMarked
package io.rebeam.kernel.inspect;

import org.jspecify.annotations.NullMarked;
