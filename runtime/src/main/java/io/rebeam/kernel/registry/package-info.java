/** Registered names and aliases: {@link io.rebeam.kernel.registry.NameRegistry}. */
@NullMarked
package io.rebeam.kernel.registry;

import org.jspecify.annotations.NullMarked;
