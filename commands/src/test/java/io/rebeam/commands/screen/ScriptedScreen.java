package io.rebeam.commands.screen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A screen on which a test presses keys and reads lines. Any thread. */
public final class ScriptedScreen implements FullScreen {
  private final BlockingQueue<Key> keys = new LinkedBlockingQueue<>();
  private volatile int columns;
  private volatile int rows;
  private volatile List<String> picture = List.of();
  private volatile boolean open;

  public ScriptedScreen(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Types characters. */
  public void type(String text) {
    text.codePoints().forEach(point -> keys.add(Key.text(Character.toString(point))));
  }

  /** Presses a key. */
  public void press(Key.Name name) {
    keys.add(Key.of(name));
  }

  /** Gives the window another size. */
  public void resize(int newColumns, int newRows) {
    columns = newColumns;
    rows = newRows;
    keys.add(Key.of(Key.Name.RESIZED));
  }

  /** The visible text. */
  public String text() {
    return String.join("\n", picture);
  }

  /** The visible lines. */
  public List<String> lines() {
    return picture;
  }

  /** Whether a command uses the screen. */
  public boolean isOpen() {
    return open;
  }

  @Override
  public Canvas open() {
    open = true;
    return new Window();
  }

  private final class Window implements Canvas {
    @Override
    public int columns() {
      return columns;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public void draw(List<String> lines) {
      picture = List.copyOf(lines);
    }

    @Override
    public Key read(Duration atMost) throws InterruptedException {
      Key key = keys.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return key == null ? Key.NONE : key;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
