/**
 * What JLine's own package of this name lacks. It lies in that package since nothing there can be
 * called from outside of it.
 */
@NullMarked
package org.jline.terminal.impl.ffm;

import org.jspecify.annotations.NullMarked;
