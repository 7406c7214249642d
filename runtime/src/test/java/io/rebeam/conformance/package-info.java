/**
 * Which conformance cases of the process semantics are tested, by what, and how it went. A test
 * belongs to the cases that its display name cites: {@code T-F04}, or {@code T-C15 to T-C20}.
 */
@NullMarked
package io.rebeam.conformance;

import org.jspecify.annotations.NullMarked;
