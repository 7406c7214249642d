package io.rebeam.commands;

import java.util.concurrent.Callable;

/** A command that changes nothing and waits for no process, so that it may be repeated. */
public interface InspectionCommand extends Callable<Integer> {}
