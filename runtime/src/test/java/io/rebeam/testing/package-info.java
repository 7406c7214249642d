/**
 * Fakes and probes for the tests of all modules; no mocks.
 *
 * <p>Start from {@link io.rebeam.testing.TestNode}, a real node that checks what each test leaves
 * behind.
 */
@NullMarked
package io.rebeam.testing;

import org.jspecify.annotations.NullMarked;
