/** Rules about the code of all modules. */
@NullMarked
package io.rebeam.architecture;

import org.jspecify.annotations.NullMarked;
