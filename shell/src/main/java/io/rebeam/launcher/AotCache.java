package io.rebeam.launcher;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The AOT cache that the JVM was started with, or the reason why there is none. */
final class AotCache {
  private static final String FLAG = "-XX:AOTCache=";
  private static final Set<String> OFF = Set.of("-XX:AOTMode=off", "-Xshare:off");

  private AotCache() {}

  /**
   * Whether this start uses a cache, in words. A JVM that cannot use its cache goes on without a
   * message, so another JVM is started with the same options and with the cache made mandatory.
   *
   * @param flags the options of the running JVM
   */
  static String describe(BuiltTree tree, List<String> flags) throws IOException {
    if (flags.stream().noneMatch(flag -> flag.startsWith(FLAG))) {
      return "not used: " + reasonForNone(tree);
    }
    Optional<String> mode = flags.stream().filter(AotCache::isMode).reduce((_, last) -> last);
    if (mode.isPresent() && OFF.contains(mode.get())) {
      return "not used: " + mode.get();
    }
    String complaint = complaint(flags);
    return complaint.isEmpty() ? "used" : "not used: " + complaint;
  }

  private static boolean isMode(String flag) {
    return flag.startsWith("-XX:AOTMode=") || flag.startsWith("-Xshare:");
  }

  private static String reasonForNone(BuiltTree tree) throws IOException {
    if (!tree.runsOnOwnImage()) {
      return tree.note("image")
          .filter(image -> image.startsWith("none"))
          .map(image -> "image: " + image)
          .orElse(tree.reasonForNoImage());
    }
    String noted = tree.note("aot").orElse("");
    if (noted.startsWith("none")) {
      return "aot: " + noted;
    }
    return Files.exists(tree.part("lib/rebeam.aot"))
        ? "this Java was not started by bin/rebeam"
        : "lib/rebeam.aot is missing; build again";
  }

  /** The error of a JVM that must use the cache; empty when it can use it. */
  private static String complaint(List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags.stream().filter(flag -> !flag.startsWith("-Xlog")).forEach(command::add);
    command.addAll(
        List.of("-XX:AOTMode=on", "-cp", System.getProperty("java.class.path"), "-version"));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jvm.getInputStream().readAllBytes(), Charset.defaultCharset());
    try {
      if (jvm.waitFor() == 0) {
        return "";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said.lines()
        .filter(line -> line.startsWith("["))
        .map(line -> line.substring(line.lastIndexOf(']') + 1).strip())
        .filter(line -> !line.startsWith("Unable to") && !line.startsWith("An error has"))
        .findFirst()
        .orElse("the JVM refuses it");
  }
}
