package io.rebeam.commands;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts a command on the first screen of {@code :help}, with an example that works as it stands. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnFirstScreen {
  HelpGroup group();

  /** A whole input line. */
  String example();

  /** What the example does, in a few words. */
  String text();
}
