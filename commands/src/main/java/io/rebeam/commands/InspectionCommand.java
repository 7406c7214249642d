package io.rebeam.commands;

import java.util.concurrent.Callable;

/** A command that only looks: it changes nothing and waits for nobody, so it may be repeated. */
public interface InspectionCommand extends Callable<Integer> {}
