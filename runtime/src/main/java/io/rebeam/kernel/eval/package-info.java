/**
 * Sessions: who owns bindings and results, and replaces evaluators. Start from {@link
 * io.rebeam.kernel.eval.EvaluatorSession}.
 */
@NullMarked
package io.rebeam.kernel.eval;

import org.jspecify.annotations.NullMarked;
