import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.graalvm.polyglot.Engine;

/**
 * Gives a distribution tree its own JVM and its AOT cache. Run by the build, as a source file, on
 * the JDK that the image is made of: {@code java DistImage.java TREE TRAINING}.
 *
 * <p>Whatever is impossible here is left out with one line on stderr, and bin/rebeam does without:
 * no cache, or no image and any installed JDK 25. What was done stands in lib/image.txt.
 */
final class DistImage {
  /** All that rebeam or a user's Python may ask for, but not the empty jdk.graal.compiler. */
  private static final String MODULES =
      "java.se,jdk.internal.vm.ci,jdk.unsupported,jdk.jfr,jdk.management,jdk.net,jdk.zipfs,"
          + "jdk.crypto.ec,jdk.attach,jdk.jcmd";

  private static final int TRAINING_SECONDS = 180;

  private final Path tree;
  private final Path training;
  private final Path image;
  private final Path cache;
  private final List<String> notes = new ArrayList<>();

  private DistImage(Path tree, Path training) {
    this.tree = tree;
    this.training = training;
    this.image = tree.resolve("jre");
    this.cache = tree.resolve("lib/rebeam.aot");
  }

  public static void main(String[] args) throws Exception {
    new DistImage(Path.of(args[0]).toAbsolutePath(), Path.of(args[1])).make();
  }

  private void make() throws Exception {
    Files.deleteIfExists(cache);
    // Python's standard library as files, so that no start unpacks it into the user's cache.
    Engine.copyResources(tree.resolve("lib/resources"), "python");
    if (linkImage()) {
      train();
    }
    Files.write(tree.resolve("lib/image.txt"), notes);
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
            err, err, "--add-modules", MODULES, "--no-header-files", "--no-man-pages", "--output",
            image.toString());
    if (status != 0) {
      delete(image);
      return note("image", "none: jlink ended with " + status, false);
    }
    Files.writeString(madeOf, made);
    return note("image", "own, of " + jdk, true);
  }

  /** Runs a session that shows the JVM what a session needs. */
  private void train() throws IOException, InterruptedException {
    Path log = tree.resolveSibling("training.log");
    Path input = training.resolve("input");
    List<String> command = new ArrayList<>();
    command.add(tree.resolve("bin/rebeam").toString());
    command.add("-J-XX:AOTCacheOutput=" + cache);
    // Classes are linked on first use: --version and the prompt need not wait for all of Python's.
    command.add("-J-XX:-AOTClassLinking");
    command.addAll(Files.readAllLines(training.resolve("arguments")));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(Files.exists(input) ? input.toFile() : Path.of("/dev/null").toFile());
    builder.environment().remove("REBEAM_JAVA_OPTS");
    builder.environment().remove("REBEAM_DRY_RUN");
    Process session = builder.start();
    if (!session.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      session.destroyForcibly().waitFor();
    }
    if (session.exitValue() == 0 && Files.exists(cache)) {
      note("aot", "lib/rebeam.aot", true);
    } else {
      Files.deleteIfExists(cache);
      note("aot", "none: the training session ended with " + session.exitValue(), false);
      System.err.println("rebeam: no AOT cache, starts will be slower; see " + log);
    }
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
