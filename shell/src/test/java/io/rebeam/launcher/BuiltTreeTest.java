package io.rebeam.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of {@code rebeam doctor} about image and cache, for each state of a tree. */
class BuiltTreeTest {
  private static final String OWN = "image: own, of /jdk";
  private static final String CACHE = "aot: lib/rebeam.aot";

  @TempDir Path home;
  private Path image;
  private Path otherJava;

  @BeforeEach
  void makeTree() throws IOException {
    image = home.resolve("jre");
    otherJava = Files.createDirectories(home.resolve("other"));
    Files.createDirectories(home.resolve("lib"));
  }

  private void notes(String... lines) throws IOException {
    Files.write(home.resolve("lib/image.txt"), List.of(lines));
  }

  private void makeImage() throws IOException {
    Files.createDirectories(image);
  }

  private void makeCache() throws IOException {
    Files.writeString(home.resolve("lib/rebeam.aot"), "");
  }

  private String cache(Path javaHome, String... flags) throws IOException {
    return AotCache.describe(new BuiltTree(home, javaHome), List.of(flags));
  }

  private String image(Path javaHome) throws IOException {
    return new BuiltTree(home, javaHome).image();
  }

  @Test
  void ownImageIsToldWithTheJdkItIsOf() throws IOException {
    notes(OWN, CACHE);
    makeImage();

    assertThat(image(image)).isEqualTo("own, of /jdk");
  }

  @Test
  void missingImageIsToldWhateverTheBuildNoted() throws IOException {
    notes(OWN, CACHE);
    makeCache();

    assertThat(image(otherJava)).isEqualTo("none: jre/ is missing or cannot be run; build again");
    assertThat(cache(otherJava))
        .isEqualTo("not used: jre/ is missing or cannot be run; build again");
  }

  @Test
  void buildWithoutAnImageHasNotedWhy() throws IOException {
    notes("image: none: this JDK has no jlink");

    assertThat(image(otherJava)).isEqualTo("none: this JDK has no jlink");
    assertThat(cache(otherJava)).isEqualTo("not used: image: none: this JDK has no jlink");
  }

  @Test
  void buildWithoutACacheHasNotedWhy() throws IOException {
    notes(OWN, "aot: none: the training session ended with 1");
    makeImage();

    assertThat(cache(image)).isEqualTo("not used: aot: none: the training session ended with 1");
  }

  @Test
  void missingCacheIsTold() throws IOException {
    notes(OWN, CACHE);
    makeImage();

    assertThat(cache(image)).isEqualTo("not used: lib/rebeam.aot is missing; build again");
  }

  @Test
  void treeWithoutNotesIsJudgedByWhatIsThere() throws IOException {
    makeImage();

    assertThat(image(image)).isEqualTo("own");
    assertThat(cache(image)).isEqualTo("not used: lib/rebeam.aot is missing; build again");
  }

  @Test
  void otherFoldersAreNoTree() throws IOException {
    assertThat(image(otherJava)).isEqualTo("none: this is no distribution tree");
    assertThat(cache(otherJava)).isEqualTo("not used: this is no distribution tree");
  }

  @Test
  void cacheThatNobodyAskedForIsTold() throws IOException {
    notes(OWN, CACHE);
    makeImage();
    makeCache();

    assertThat(cache(image)).isEqualTo("not used: this Java was not started by bin/rebeam");
  }

  @Test
  void cacheThatAnOptionSwitchesOffIsTold() throws IOException {
    notes(OWN, CACHE);
    makeImage();
    makeCache();

    assertThat(cache(image, "-XX:AOTCache=x", "-XX:AOTMode=off"))
        .isEqualTo("not used: -XX:AOTMode=off");
    assertThat(cache(image, "-XX:AOTCache=x", "-Xshare:auto", "-Xshare:off"))
        .isEqualTo("not used: -Xshare:off");
  }
}
