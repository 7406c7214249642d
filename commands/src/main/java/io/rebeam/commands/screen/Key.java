package io.rebeam.commands.screen;

/**
 * A key that was pressed, or what else can happen to a terminal.
 *
 * @param name which one
 * @param text what was typed, for {@link Name#TEXT}; else empty
 */
public record Key(Name name, String text) {
  /** Keys by what they are called. */
  public enum Name {
    TEXT,
    ENTER,
    ESCAPE,
    BACKSPACE,
    /** Takes back all that was typed. */
    ERASE_LINE,
    TAB,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    /** Nothing was pressed in time. */
    NONE,
    /** The window has another size. */
    RESIZED,
    /** The terminal is gone. */
    CLOSED
  }

  /** Nothing was pressed in time. */
  public static final Key NONE = of(Name.NONE);

  /** A key without text. */
  public static Key of(Name name) {
    return new Key(name, "");
  }

  /** A character that was typed. */
  public static Key text(String text) {
    return new Key(Name.TEXT, text);
  }

  /** Whether somebody pressed it. */
  boolean isPressed() {
    return name != Name.NONE && name != Name.RESIZED && name != Name.CLOSED;
  }

  /** Whether it leaves what is shown. */
  boolean leaves() {
    return name == Name.ESCAPE || text.equals("q");
  }
}
