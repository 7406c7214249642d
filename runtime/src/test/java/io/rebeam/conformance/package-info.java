/**
 * Which conformance cases of the process semantics are tested, by what, and how it went. A test is
 * bound to the cases that stand before the colon of its display name: {@code T-F04}, or {@code
 * T-C15 to T-C20}.
 */
@NullMarked
package io.rebeam.conformance;

import org.jspecify.annotations.NullMarked;
