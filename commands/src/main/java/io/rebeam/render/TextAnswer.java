package io.rebeam.render;

/**
 * An answer in words.
 *
 * @param text one or more lines, without a final line break, written as they are
 * @param json the same as JSON
 */
public record TextAnswer(String text, JsonObject json) implements View {}
