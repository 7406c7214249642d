/**
 * The commands about servers and supervisors, and about what processes share: the supervision tree,
 * states, reloads, registries, groups and tables.
 *
 * <p>Start from {@link io.rebeam.commands.otp.TreeCommand}.
 */
@NullMarked
package io.rebeam.commands.otp;

import org.jspecify.annotations.NullMarked;
