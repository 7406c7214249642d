/**
 * Corrections of JLine's package of this name, in that package since its classes are not accessible
 * from outside.
 */
@NullMarked
package org.jline.terminal.impl.ffm;

import org.jspecify.annotations.NullMarked;
