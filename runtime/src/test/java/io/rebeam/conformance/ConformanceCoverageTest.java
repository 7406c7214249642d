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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Each case has a test, and each test that is bound to a case runs and checks something.
 *
 * <p>The binding is the part of the display name before its colon. An annotation with the same
 * numbers would be a second place for them and no more: neither says what the body does. That it
 * checks something is read from its bytecode.
 */
class ConformanceCoverageTest {
  private static List<Class<?>> types = List.of();

  @BeforeAll
  static void loadTestClasses() throws Exception {
    types = testClasses();
  }

  @Test
  void everyApplicableCaseIsBoundToATest() {
    Set<String> applicable = new TreeSet<>();
    for (ConformanceCase one : ConformanceCase.all()) {
      if (one.notApplicable().isEmpty()) {
        applicable.add(one.id());
      }
    }
    Set<String> bound = new TreeSet<>();
    for (Method method : boundMethods()) {
      if (isRun(method)) {
        bound.addAll(ConformanceCase.boundBy(displayName(method)));
      }
    }

    assertThat(bound).isEqualTo(applicable);
  }

  @Test
  void casesStandBeforeTheColon() {
    for (Class<?> type : types) {
      for (Method method : type.getDeclaredMethods()) {
        String name = displayName(method);
        assertThat(ConformanceCase.boundBy(name)).as(name).isEqualTo(ConformanceCase.ids(name));
      }
    }
  }

  @Test
  void everyTestOfACaseChecksSomething() {
    List<String> idle =
        boundMethods().stream()
            .filter(method -> !Assertions.areIn(method))
            .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
            .toList();

    assertThat(idle).isEmpty();
  }

  @Test
  void aMethodWithoutAssertionsIsFound() throws Exception {
    assertThat(Assertions.areIn(getClass().getDeclaredMethod("checksNothing"))).isFalse();
    assertThat(Assertions.areIn(getClass().getDeclaredMethod("checksThroughAnother"))).isTrue();
  }

  static String checksNothing() {
    return "";
  }

  static void checksThroughAnother() {
    new ConformanceCoverageTest().casesStandBeforeTheColon();
  }

  private static List<Method> boundMethods() {
    return types.stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> !ConformanceCase.boundBy(displayName(method)).isEmpty())
        .toList();
  }

  private static String displayName(Method method) {
    DisplayName name = method.getAnnotation(DisplayName.class);
    return name == null ? "" : name.value();
  }

  private static boolean isRun(Method method) {
    return (AnnotationSupport.isAnnotated(method, Test.class)
            || AnnotationSupport.isAnnotated(method, TestTemplate.class))
        && !AnnotationSupport.isAnnotated(method, Disabled.class)
        && !AnnotationSupport.isAnnotated(method.getDeclaringClass(), Disabled.class);
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
