package io.rebeam.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConformanceCoverageTest {
  @Test
  void everyApplicableCaseIsCitedByATest() throws Exception {
    Set<String> applicable = new TreeSet<>();
    for (ConformanceCase one : ConformanceCase.all()) {
      if (one.notApplicable().isEmpty()) {
        applicable.add(one.id());
      }
    }
    Set<String> cited = new TreeSet<>();
    for (Class<?> type : testClasses()) {
      for (Method method : type.getDeclaredMethods()) {
        DisplayName name = method.getAnnotation(DisplayName.class);
        if (name != null) {
          cited.addAll(ConformanceCase.cited(name.value()));
        }
      }
    }

    assertThat(cited).isEqualTo(applicable);
  }

  private static List<Class<?>> testClasses() throws IOException, URISyntaxException {
    Path root =
        Path.of(ConformanceCase.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - 6).replaceAll("[/\\\\]", "."))
          .<Class<?>>map(ConformanceCoverageTest::load)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ConformanceCoverageTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
