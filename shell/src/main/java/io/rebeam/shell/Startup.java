package io.rebeam.shell;

/**
 * A program that runs before the first prompt ({@code -i}).
 *
 * @param source its text
 * @param fileName the name in tracebacks
 */
public record Startup(String source, String fileName) {}
