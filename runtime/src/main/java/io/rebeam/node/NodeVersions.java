package io.rebeam.node;

/**
 * Versions of Python, GraalPy and the engine of a node.
 *
 * @param python the language level, {@code 3.12.8}
 * @param graalpy GraalPy's version, {@code 25.0.3}
 * @param engine the engine's name, {@code GraalVM CE} when there is a just-in-time compiler
 */
public record NodeVersions(String python, String graalpy, String engine) {}
