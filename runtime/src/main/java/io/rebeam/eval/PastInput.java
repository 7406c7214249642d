package io.rebeam.eval;

/**
 * An input of a session that has been evaluated.
 *
 * @param number its number at the prompt
 * @param source its text as entered
 * @param succeeded whether it ended without an error
 */
public record PastInput(int number, String source, boolean succeeded) {}
