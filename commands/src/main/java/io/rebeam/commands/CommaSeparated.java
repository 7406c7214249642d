package io.rebeam.commands;

/**
 * Candidates of a parameter that takes several of them in one word, separated by commas. Completers
 * look for it where picocli does not split the word itself.
 */
public interface CommaSeparated extends Iterable<String> {}
