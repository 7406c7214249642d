/**
 * Random programs against a reference model of the process semantics, rules A to F.
 *
 * <p>{@link io.rebeam.model.World} is the model: processes, signals, names, and what each step does
 * to them, with its rule. {@link io.rebeam.model.Programs} makes programs of two to six processes
 * with a few operations each. {@link io.rebeam.model.Runner} lets a real node run them and hands
 * back what was observed: the result of each operation, and how every process was found once
 * nothing happened any more. {@link io.rebeam.model.Explainer} decides whether the model allows it.
 *
 * <h2>How it decides</h2>
 *
 * The rules leave the order of almost everything open: only signals of one sender to one receiver
 * keep theirs (B3). So a program has very many legal outcomes, and computing them all, to look the
 * observed one up, would take too long for any but the smallest. The other way round is exact and
 * fast: search for one order of the model's steps (a process performs its next operation, a signal
 * arrives, a coroutine has unwound) in which every operation has the result that was observed and
 * the end is the one that was found. An observed result cuts off every branch that would give
 * another; states seen before are not entered again. If no order is left, the observation is
 * forbidden, whatever the schedule was.
 *
 * <p>To find the order quickly, processes also write into a common log when they do what. It is a
 * hint and proves nothing: threads may be interrupted between doing and writing. The search tries
 * the steps in the order of the log and lets signals arrive at once. That explains nearly every
 * observation without one wrong turn, in about 0.1 ms; the rest is found with few turns from it.
 *
 * <p>Running the steps in a fixed order chosen by a driver would need no search, but would also
 * hide what only races show: then nothing of the runtime's own interleaving would be tested.
 *
 * <h2>What the model takes as given</h2>
 *
 * <ul>
 *   <li>What rules leave open, it allows: the order of the EXIT and the DOWNs of one end (D20),
 *       which of several errors {@code register} raises (E2).
 *   <li>A coroutine that gets an exit signal is exiting at once and is gone when it has unwound (N6
 *       to N9); if its code runs on another thread just then, it stops at its next await.
 *   <li>A blocking process is gone at once; what its thread writes down until its next wait is
 *       ignored, but must have no effect on others (C27).
 *   <li>A process that dies may have performed one operation more than it could write down.
 *   <li>At the end every signal has arrived: a missing DOWN is an error, not a slow one.
 * </ul>
 *
 * <p>{@code ExplainerTest} shows that the checker rejects what it should.
 *
 * <p>System properties of the test: see {@code RandomProgramTest}.
 */
@NullMarked
package io.rebeam.model;

import org.jspecify.annotations.NullMarked;
