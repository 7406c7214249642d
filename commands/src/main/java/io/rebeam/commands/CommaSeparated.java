package io.rebeam.commands;

/**
 * Candidates of a parameter that takes several candidates in one word, separated by commas.
 * Completers test for this type where picocli does not split the word itself.
 */
public interface CommaSeparated extends Iterable<String> {}
