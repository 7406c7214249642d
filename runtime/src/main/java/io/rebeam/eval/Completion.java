package io.rebeam.eval;

/**
 * One completion candidate for Python input.
 *
 * @param value the text that replaces the word before the cursor, whole ({@code os.path})
 * @param display the short form to show ({@code path})
 * @param group a heading: {@code names}, {@code attributes}, {@code processes}, {@code registered
 *     names}, {@code keywords}, {@code modules}
 * @param description a few words, or empty
 */
public record Completion(String value, String display, String group, String description) {}
