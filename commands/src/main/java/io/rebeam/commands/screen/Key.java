package io.rebeam.commands.screen;

/**
 * An event of a terminal: a key, a new size, or its end.
 *
 * @param name the key or event
 * @param text the character, for {@link Name#TEXT}; else empty
 */
public record Key(Name name, String text) {
  /** The names of keys and events. */
  public enum Name {
    TEXT,
    ENTER,
    ESCAPE,
    BACKSPACE,
    /** Deletes the whole line. */
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

  /** Whether this is a key. */
  boolean isPressed() {
    return name != Name.NONE && name != Name.RESIZED && name != Name.CLOSED;
  }

  /** Whether this key or event leaves the screen. */
  boolean leaves() {
    return name == Name.ESCAPE || text.equals("q");
  }
}
