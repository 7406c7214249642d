package io.rebeam.launcher;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.Versions;
import io.rebeam.commands.cli.LaunchOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeOptions;
import io.rebeam.node.PythonSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.spi.TerminalExt;
import org.jline.terminal.spi.TerminalProvider;

/** {@code rebeam doctor}: a report of the environment, for bug reports. Starts a node. */
final class Doctor {
  private final LaunchOptions options;
  private final PythonSettings python;

  Doctor(LaunchOptions options, PythonSettings python) {
    this.options = options;
    this.python = python;
  }

  int report(PrintWriter out) throws IOException {
    out.print(Versions.text());
    line(out, "java home", System.getProperty("java.home"));
    Path home = Installation.home();
    line(out, "installation", home.toString());
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    BuiltTree tree = new BuiltTree(home, Path.of(System.getProperty("java.home")));
    line(out, "runtime image", tree.image());
    line(out, "AOT cache", AotCache.describe(tree, flags));
    line(out, "Python library", Installation.pythonLibrary().toString());
    line(out, "sys.executable", python.executable());
    for (String name : PythonSettings.withoutEffect(System.getenv())) {
      line(out, name, "has no effect");
    }
    line(out, "history", Directories.state().resolve("history").toString());
    line(out, "terminal", terminal());
    try (Node node =
        Node.start(
            new NodeOptions(
                System.out,
                System.err,
                InputStream.nullInputStream(),
                Installation.pythonLibrary(),
                options.limits()))) {
      line(out, "Python", node.versions().python());
      String engine = node.versions().engine();
      boolean compiles = !engine.contains("Interpreted");
      line(out, "engine", engine + (compiles ? ", compiles" : ", no just-in-time compiler"));
    }
    if (options.debug()) {
      line(out, "JVM flags", String.join(" ", flags));
    }
    out.flush();
    return ExitCodes.OK;
  }

  private static String terminal() throws IOException {
    if (!Terminals.stdinIsTerminal()) {
      return "none on standard input";
    }
    try (Terminal terminal = Terminals.open()) {
      String provider =
          terminal instanceof TerminalExt extended
              ? extended.getProvider() instanceof TerminalProvider found ? found.name() : "none"
              : "unknown";
      return "%s %dx%d, by JLine's %s"
          .formatted(terminal.getType(), terminal.getWidth(), terminal.getHeight(), provider);
    }
  }

  private static void line(PrintWriter out, String what, String value) {
    out.printf("%s: %s%n", what, value);
  }
}
