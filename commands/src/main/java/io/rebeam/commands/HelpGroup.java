package io.rebeam.commands;

/** The tasks by which {@code :help} groups commands, in its order. */
public enum HelpGroup {
  LOOK("Look"),
  CHANGE("Change"),
  SESSION("This session");

  private final String heading;

  HelpGroup(String heading) {
    this.heading = heading;
  }

  public String heading() {
    return heading;
  }
}
