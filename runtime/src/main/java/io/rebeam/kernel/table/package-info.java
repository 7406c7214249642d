/**
 * What processes share: registries, groups and tables. Keys and values are {@link
 * io.rebeam.kernel.term.Term}s, which belong to no interpreter.
 */
@NullMarked
package io.rebeam.kernel.table;

import org.jspecify.annotations.NullMarked;
