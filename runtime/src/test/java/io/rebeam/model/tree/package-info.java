/**
 * Random supervision trees with random faults against a model of the rules K.
 *
 * <p>{@link io.rebeam.model.tree.TreePrograms} makes trees and steps: ends of workers, kills, exit
 * signals, starts that fail or are ignored, requests to supervisors. The interpreter, {@code
 * trees.py}, builds each tree on a real node and takes the steps one after the other; after each it
 * waits until every supervisor has answered and no process has anything left to do, and writes down
 * who lives, in which incarnation, and what has started and ended in which order. {@link
 * io.rebeam.model.tree.TreeModel} says what that has to be.
 *
 * <p>A step has one outcome, but for two kills at once, which may meet a supervisor in four ways:
 * all that the model allows after the steps so far is followed, and an observation that is none of
 * it is an error.
 *
 * <p>What is left open: the order of ends below a supervisor that is killed, and the order of what
 * happens below different supervisors.
 */
@NullMarked
package io.rebeam.model.tree;

import org.jspecify.annotations.NullMarked;
