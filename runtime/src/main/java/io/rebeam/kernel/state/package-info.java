/** What the processes of a node have in common, in one record for the layers above the kernel's. */
@NullMarked
package io.rebeam.kernel.state;

import org.jspecify.annotations.NullMarked;
