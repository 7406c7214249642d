/**
 * Python values as text, tags and sizes, read from outside: without the interpreter lock and
 * without any Python code. {@code OwnRecords} holds the classes of rebeam's own records, which the
 * boot registers; everything else here is a function of the value.
 */
@NullMarked
package io.rebeam.kernel.python.term;

import org.jspecify.annotations.NullMarked;
