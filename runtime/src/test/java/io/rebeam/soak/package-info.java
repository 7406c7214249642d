/**
 * Long runs: very many processes, links, timers and messages. The default build runs a fiftieth of
 * each, {@code -Pstress} all of it.
 */
@NullMarked
package io.rebeam.soak;

import org.jspecify.annotations.NullMarked;
