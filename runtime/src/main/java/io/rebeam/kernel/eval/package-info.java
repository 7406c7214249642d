/**
 * Sessions, which own bindings and results and replace evaluators. Start from {@link
 * io.rebeam.kernel.eval.EvaluatorSession}.
 */
@NullMarked
package io.rebeam.kernel.eval;

import org.jspecify.annotations.NullMarked;
