package io.rebeam.shell.input;

import java.util.List;

/**
 * The tokens of a text and the state the lexer was in at its end.
 *
 * @param text the text
 * @param tokens all tokens, in order
 * @param open the brackets and f-strings still open at the end, outermost first
 * @param openString the start of a string that is open at the end of the text, or -1
 * @param broken whether Python refuses the text whatever follows
 * @param continued whether the text ends in a backslash that continues the line
 */
record Lexed(
    String text,
    List<Token> tokens,
    List<Frame> open,
    int openString,
    boolean broken,
    boolean continued) {}
