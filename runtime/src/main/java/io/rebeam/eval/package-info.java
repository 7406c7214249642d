/**
 * Evaluation of Python for the prompt and for scripts: sessions, inputs and results.
 *
 * <p>Start from {@link io.rebeam.eval.Session}. A session owns bindings, results and the counter;
 * the evaluator is an ordinary process that a session replaces when it dies.
 */
@NullMarked
package io.rebeam.eval;

import org.jspecify.annotations.NullMarked;
