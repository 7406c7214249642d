/**
 * What is kept in Java of OTP's behaviours, so that it can be read while a server or supervisor is
 * busy: its behaviour and ancestors, a supervisor's children, the modules that define servers. The
 * process itself writes it; any thread reads it.
 */
@NullMarked
package io.rebeam.kernel.behaviour;

import org.jspecify.annotations.NullMarked;
