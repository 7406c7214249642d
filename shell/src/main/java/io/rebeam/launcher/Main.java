package io.rebeam.launcher;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/** A stand-in until the shell arrives: evaluates one Python expression and prints its value. */
public final class Main {
  private Main() {}

  /** Accepts {@code -e CODE}, {@code --version} and nothing else. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("rebeam 0.1.0");
      return;
    }
    if (args.length != 2 || !args[0].equals("-e")) {
      System.err.println("rebeam: usage: rebeam -e CODE | --version");
      System.exit(2);
    }
    try (Engine engine = Engine.newBuilder("python").build();
        Context context = Context.newBuilder("python").engine(engine).build()) {
      System.out.println(context.eval("python", args[1]));
      System.out.println(engine.getImplementationName());
    }
  }
}
