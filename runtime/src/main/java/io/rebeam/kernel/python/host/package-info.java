/**
 * The module {@code _rebeam_host}: its primitives in families, a class each. A family keeps no
 * state of processes; it calls the classes of {@code kernel.process}, {@code kernel.scheduler} and
 * so on, which own it.
 */
@NullMarked
package io.rebeam.kernel.python.host;

import org.jspecify.annotations.NullMarked;
