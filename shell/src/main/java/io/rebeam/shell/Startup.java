package io.rebeam.shell;

/**
 * A program that runs before the first prompt ({@code -i}).
 *
 * @param source its text
 * @param fileName the name in tracebacks
 * @param firstLine the number of its first line there
 */
public record Startup(String source, String fileName, int firstLine) {}
