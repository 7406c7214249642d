/** Delays at random places of the runtime, for the tests of races; off in a shipped node. */
@NullMarked
package io.rebeam.kernel.chaos;

import org.jspecify.annotations.NullMarked;
