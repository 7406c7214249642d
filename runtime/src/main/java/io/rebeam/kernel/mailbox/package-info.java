/**
 * Messages received and not yet taken. Start from {@link io.rebeam.kernel.mailbox.Mailbox}; it is
 * guarded by its process's lock.
 */
@NullMarked
package io.rebeam.kernel.mailbox;

import org.jspecify.annotations.NullMarked;
