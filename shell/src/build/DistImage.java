import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.graalvm.polyglot.Engine;

/**
 * Gives a distribution tree its own JVM and its AOT cache. Run by the build, as a source file, on
 * the JDK that the image is made of: {@code java DistImage.java TREE TRAINING COMPILE_LIBRARY
 * STARTED}.
 *
 * <p>A step that is not possible on this machine is left out with one line on stderr, and
 * bin/rebeam runs without its result: without the cache, or on any installed JDK 25 without the
 * image. lib/image.txt says which steps were done.
 */
final class DistImage {
  /** All modules that rebeam or Python code may use, without the empty jdk.graal.compiler. */
  private static final String MODULES =
      "java.se,jdk.internal.vm.ci,jdk.unsupported,jdk.jfr,jdk.management,jdk.net,jdk.zipfs,"
          + "jdk.crypto.ec,jdk.security.auth,jdk.attach,jdk.jcmd";

  /** Libraries that every start loads and whose classes are too old for the AOT cache. */
  private static final String OLD_JARS = "picocli-*.jar";

  private static final int TIMEOUT_SECONDS = 180;

  private final Path tree;
  private final Path training;
  private final String compileLibrary;
  private final Path image;
  private final Path cache;
  private final List<String> notes = new ArrayList<>();

  private DistImage(Path tree, Path training, Path compileLibrary) {
    this.tree = tree;
    this.training = training;
    this.compileLibrary = compileLibrary.toString();
    this.image = tree.resolve("jre");
    this.cache = tree.resolve("lib/rebeam.aot");
  }

  public static void main(String[] args) throws Exception {
    Path tree = Path.of(args[0]).toAbsolutePath();
    new DistImage(tree, Path.of(args[1]), Path.of(args[2])).make();
    // The time at which the build of this tree began; ./rebeam compares the sources with it.
    Path stamp = Files.writeString(tree.resolve(".built"), args[3]);
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse(args[3])));
  }

  private void make() throws Exception {
    Files.deleteIfExists(cache);
    copyResources();
    modernizeJars();
    boolean linked = linkImage();
    if (run("compile.log", List.of(compileLibrary, tree.resolve("lib/python").toString())) != 0) {
      note("bytecode", "none: its compilation failed", false);
    }
    if (linked) {
      train();
    }
    Files.write(tree.resolve("lib/image.txt"), notes);
  }

  /** Python's standard library as files, so that no start unpacks it into the user's cache. */
  private void copyResources() throws IOException {
    Path resources = tree.resolve("lib/resources");
    Path madeOf = resources.resolve("made-of");
    try (Engine engine = Engine.create("python")) {
      String version = engine.getLanguages().get("python").getVersion();
      if (!Files.exists(madeOf) || !Files.readString(madeOf).equals(version)) {
        delete(resources);
        Engine.copyResources(resources, "python");
        Files.writeString(madeOf, version);
      }
    }
  }

  private void modernizeJars() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(tree.resolve("lib/app"), OLD_JARS)) {
      for (Path jar : old) {
        new ModernJar(jar).make();
      }
    }
  }

  private boolean linkImage() throws IOException {
    Path jdk = Path.of(System.getProperty("java.home"));
    String release = Files.readString(jdk.resolve("release"));
    if (release.contains("GRAALVM_VERSION")) {
      delete(image);
      return note("image", "none: a GraalVM JDK runs Python with its own compiler", false);
    }
    Path madeOf = image.resolve("made-of");
    String made = jdk + "\n" + release + MODULES;
    if (Files.exists(madeOf) && Files.readString(madeOf).equals(made)) {
      return note("image", "own, of " + jdk, true);
    }
    delete(image);
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
    if (jlink == null) {
      return note("image", "none: this JDK has no jlink", false);
    }
    PrintStream err = System.err;
    int status =
        jlink.run(
            err,
            err,
            "--add-modules",
            MODULES,
            "--no-header-files",
            "--no-man-pages",
            "--output",
            image.toString());
    if (status != 0) {
      delete(image);
      return note("image", "none: jlink ended with " + status, false);
    }
    Files.writeString(madeOf, made);
    return note("image", "own, of " + jdk, true);
  }

  /** Runs the session from which the JVM makes the AOT cache. */
  private void train() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-J-XX:AOTCacheOutput=" + cache);
    // Classes are linked on first use: --version and the prompt need not wait for all of Python's.
    arguments.add("-J-XX:-AOTClassLinking");
    // Interactive, since the prompt is to be in the cache too.
    arguments.addAll(List.of("-i", training.resolve("program.py").toString()));
    int status = run("training.log", arguments);
    if (status == 0 && Files.exists(cache)) {
      note("aot", "lib/rebeam.aot", true);
    } else {
      Files.deleteIfExists(cache);
      note("aot", "none: the training session ended with " + status, false);
    }
  }

  /** Runs the rebeam of the tree on the training input; writes to stderr when it fails. */
  private int run(String logName, List<String> arguments) throws IOException, InterruptedException {
    Path log = tree.resolveSibling(logName);
    List<String> command = new ArrayList<>();
    command.add(tree.resolve("bin/rebeam").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(training.resolve("input").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("REBEAM_"));
    builder.environment().put("REBEAM_HOME", tree.resolveSibling("training").toString());
    Process session = builder.start();
    if (!session.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      session.destroyForcibly();
    }
    int status = session.waitFor();
    if (status != 0) {
      System.err.println("rebeam: starts will be slower: a step of the build failed, see " + log);
    }
    return status;
  }

  private boolean note(String what, String how, boolean made) {
    notes.add(what + ": " + how);
    return made;
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (var files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
