package io.rebeam.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution tree and the JVM that runs, which may be the image of the tree. */
final class BuiltTree {
  static final String NO_TREE = "this is no distribution tree";
  static final String NO_IMAGE = "jre/ is missing or cannot be run; build again";

  private final Path home;
  private final Path javaHome;

  BuiltTree(Path home, Path javaHome) {
    this.home = home;
    this.javaHome = javaHome;
  }

  /** The path of a part of the tree. */
  Path part(String path) {
    return home.resolve(path);
  }

  /** The JVM that runs, in words, with the build's note why it is not the image. */
  String image() throws IOException {
    String noted = note("image").orElse("");
    if (runsOnOwnImage()) {
      return noted.startsWith("own") ? noted : "own";
    }
    return noted.startsWith("none") ? noted : "none: " + reasonForNoImage();
  }

  /** The reason why the image that the build has made cannot run. */
  String reasonForNoImage() {
    return Files.exists(notes()) ? NO_IMAGE : NO_TREE;
  }

  boolean runsOnOwnImage() throws IOException {
    Path image = home.resolve("jre");
    return Files.exists(image) && Files.isSameFile(image, javaHome);
  }

  /** The build's note about one of its steps. */
  Optional<String> note(String what) throws IOException {
    if (!Files.exists(notes())) {
      return Optional.empty();
    }
    String start = what + ": ";
    try (Stream<String> lines = Files.lines(notes())) {
      return lines
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst();
    }
  }

  private Path notes() {
    return home.resolve("lib").resolve("image.txt");
  }
}
