package io.rebeam.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cache of loaded classes that the JVM was started with, or the reason why there is none. */
final class AotCache {
  private static final String FLAG = "-XX:AOTCache=";

  private AotCache() {}

  /**
   * Whether this start uses a cache, in words. A JVM that cannot use the one it is given says
   * nothing and goes on without; so another JVM is asked, with the same options, to insist.
   */
  static String describe(Path home) throws IOException {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (flags.stream().noneMatch(flag -> flag.startsWith(FLAG))) {
      return "not used: " + reasonForNone(home);
    }
    String complaint = complaint(flags);
    return complaint.isEmpty() ? "used" : "not used: " + complaint;
  }

  private static String reasonForNone(Path home) throws IOException {
    Path notes = home.resolve("lib").resolve("image.txt");
    if (!Files.exists(notes)) {
      return "this is no distribution tree";
    }
    List<String> lines = Files.readAllLines(notes);
    return lines.stream()
        .filter(line -> line.startsWith("aot: none") || line.startsWith("image: none"))
        .findFirst()
        .orElse("REBEAM_JAVA_OPTS or another JVM took it out");
  }

  /** What a JVM says that must use the cache and cannot; empty when it can. */
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
