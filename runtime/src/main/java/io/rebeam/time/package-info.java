/** Where time comes from: {@link io.rebeam.time.Ticker}, monotonic and replaceable in tests. */
@NullMarked
package io.rebeam.time;

import org.jspecify.annotations.NullMarked;
