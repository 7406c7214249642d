package io.rebeam.render;

/**
 * An answer in words.
 *
 * @param text one or more lines, without a final line break, written as they are
 * @param json the same for machines
 */
public record Notice(String text, JsonObject json) implements View {}
